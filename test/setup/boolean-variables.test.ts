import { expect, test } from 'vitest'
import { tellMistakenBooleans } from '../../src/setup/boolean-variables.ts'

test('tellMistakenBooleans() warns of what is neither true nor false', () => {
  const warnings: string[] = []
  const environment = {
    OTEL_SDK_DISABLED: '1',
    AWS_XRAY_SDK_ENABLED: 'False',
    AWS_XRAY_COLLECT_SQL_QUERIES: '',
    SPANRAY_SIGN: 'true',
    SPANRAY_RESPONSE_TRACE_HEADER: ' yes ',
    SPANRAY_LAMBDA_CAPTURE_ERROR: 'no',
  }
  tellMistakenBooleans(environment, text => warnings.push(text))
  expect(warnings).toEqual([
    "OTEL_SDK_DISABLED='1' is neither true nor false: write one of them; it has no effect",
    "SPANRAY_RESPONSE_TRACE_HEADER='yes' is neither true nor false: write one of them; it has no effect",
    "SPANRAY_LAMBDA_CAPTURE_ERROR='no' is neither true nor false: write one of them; it has no effect",
  ])
})
