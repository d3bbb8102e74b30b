import { expect, test } from 'vitest'
import { lambdaSettings } from '../../src/lambda/lambda-settings.ts'

const read = (environment: NodeJS.ProcessEnv) => {
  const warnings: string[] = []
  return { ...lambdaSettings(environment, message => warnings.push(message)), warnings }
}

test('lambdaSettings() has defaults', () => {
  expect(read({ AWS_LAMBDA_FUNCTION_NAME: 'pay', _HANDLER: 'index.handler' })).toEqual({
    serviceName: 'pay',
    handlerName: 'index.handler',
    whenUnsampled: 'obey',
    captureResponse: false,
    captureError: true,
    warnings: [],
  })
})

test.each([
  [{ POWERTOOLS_SERVICE_NAME: 'cart' }, { serviceName: 'cart' }],
  [{ POWERTOOLS_SERVICE_NAME: 'cart', OTEL_SERVICE_NAME: 'shop' }, { serviceName: 'shop' }],
  [{ SPANRAY_LAMBDA_UNSAMPLED: 'Record' }, { whenUnsampled: 'record' }],
  [{ SPANRAY_LAMBDA_CAPTURE_RESPONSE: 'true' }, { captureResponse: true }],
  [{ POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'true' }, { captureResponse: true }],
  [{ SPANRAY_LAMBDA_CAPTURE_ERROR: 'false' }, { captureError: false }],
  [{ POWERTOOLS_TRACER_CAPTURE_ERROR: 'false' }, { captureError: false }],
] as const)('lambdaSettings(%j) has %j', (environment, settings) => {
  expect(read(environment)).toMatchObject(settings)
})

test('lambdaSettings() warns of a choice that is none', () => {
  const { warnings, whenUnsampled } = read({ SPANRAY_LAMBDA_UNSAMPLED: 'maybe' })
  expect(whenUnsampled).toBe('obey')
  expect(warnings).toEqual([expect.stringMatching(/'maybe'.*obey or record/)])
})
