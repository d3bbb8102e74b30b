import { expect, test } from 'vitest'
import { resourceAttributes } from '../../../src/otlp/from-documents/resource-attributes.ts'
import { segment } from '../../document/documents.ts'

const written = (more: Parameters<typeof segment>[1]) =>
  JSON.parse(JSON.stringify(resourceAttributes(segment('shop', more))))

test('of a bare segment is its name', () => {
  expect(written({})).toEqual({ 'service.name': 'shop' })
})

test('is where it ran, what made it, and what was kept as metadata', () => {
  expect(
    written({
      origin: 'AWS::ECS::Fargate',
      aws: {
        account_id: '123456789012',
        ecs: { container: 'web', availability_zone: 'us-west-2c' },
        cloudwatch_logs: [{ log_group: 'g', arn: 'arn:g' }],
        xray: { sdk: 'opentelemetry for nodejs', sdk_version: '2.12.1' },
      },
      service: { version: '1.2', runtime: 'node', runtime_version: '22.12.0' },
      metadata: { default: { 'otel.resource.team': 'pay', other: 1 } },
    }),
  ).toEqual({
    'service.name': 'shop',
    'service.version': '1.2',
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_ecs',
    'aws.ecs.launchtype': 'fargate',
    'cloud.account.id': '123456789012',
    'cloud.availability_zone': 'us-west-2c',
    'container.name': 'web',
    'aws.log.group.arns': ['arn:g'],
    'process.runtime.name': 'nodejs',
    'process.runtime.version': '22.12.0',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.version': '2.12.1',
    team: 'pay',
  })
})

test('survives fields of a wrong type', () => {
  expect(written({ aws: { ec2: null, ecs: 5, cloudwatch_logs: [null, 5], account_id: '1' } })).toEqual({
    'service.name': 'shop',
    'cloud.account.id': '1',
  })
})

test('is the function, by the ARN that the segment has', () => {
  const origin = 'AWS::Lambda::Function'
  const functionArn = { function_arn: 'arn:f' }
  expect(written({ origin, resource_arn: 'arn:r', aws: functionArn })['cloud.resource_id']).toBe('arn:r')
  expect(written({ origin, aws: functionArn })['cloud.resource_id']).toBe('arn:f')
})
