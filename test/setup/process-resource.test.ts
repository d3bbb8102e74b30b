import { resourceFromAttributes } from '@opentelemetry/resources'
import { expect, test } from 'vitest'
import { processResource } from '../../src/setup/process-resource.ts'

test('processResource() has what was found over what the process says of itself', () => {
  const found = resourceFromAttributes({ 'cloud.region': 'eu-west-2', team: 'a' })
  const environment = { AWS_LAMBDA_FUNCTION_NAME: 'pay', AWS_REGION: 'eu-west-1' }
  expect(processResource(environment, found, undefined).attributes).toMatchObject({
    'process.runtime.name': 'nodejs',
    'service.name': 'pay',
    'faas.name': 'pay',
    'cloud.region': 'eu-west-2',
    team: 'a',
  })
})
