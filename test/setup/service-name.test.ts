import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serviceName } from '../../src/setup/service-name.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const script = join(projectRoot, 'test/fixtures/apps/named/app.cjs')
const all = { OTEL_SERVICE_NAME: 'a', AWS_XRAY_TRACING_NAME: 'b', AWS_LAMBDA_FUNCTION_NAME: 'd' }

test.each([
  ['OTEL_SERVICE_NAME', all, 'c', 'a'],
  ['AWS_XRAY_TRACING_NAME', { ...all, OTEL_SERVICE_NAME: '' }, 'c', 'b'],
  ['service.name', { AWS_LAMBDA_FUNCTION_NAME: 'd' }, 'c', 'c'],
  ['the Lambda function', { AWS_LAMBDA_FUNCTION_NAME: 'd' }, undefined, 'd'],
  ['package.json', {}, undefined, 'named-app'],
])('serviceName() is that of %s', (_, environment, recorded, name) => {
  expect(serviceName(environment, { 'service.name': recorded }, script)).toBe(name)
})

test('serviceName() says that it does not know', () => {
  expect(serviceName({}, {}, undefined)).toBe('unknown_service:node')
})
