import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { nameXRayTrace } from '../../src/setup/name-xray-trace.ts'

test('nameXRayTrace() adds the trace as X-Ray writes it', () => {
  const span = trace.wrapSpanContext({
    traceId: '6921746b5ac69fc467c01f3a268dc236',
    spanId: '53995c3f42cd8ad8',
    traceFlags: 1,
  })
  const record = { msg: 'hello' }
  nameXRayTrace(span, record)
  expect(record).toEqual({ msg: 'hello', xray_trace_id: '1-6921746b-5ac69fc467c01f3a268dc236' })
})
