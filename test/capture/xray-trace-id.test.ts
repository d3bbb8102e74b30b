import { expect, test } from 'vitest'
import { xrayTraceId } from '../../src/capture/xray-trace-id.ts'
import { traced } from '../fixtures/traced.ts'

test('xrayTraceId() is the id in the document, and there is one for what is not sampled', async () => {
  const { value, document } = await traced(xrayTraceId)
  expect(value).toBe(document.trace_id)
  expect((await traced(xrayTraceId, { sampled: false })).value).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/)
})

test('xrayTraceId() is nothing where no span is active', () => {
  expect(xrayTraceId()).toBeUndefined()
})
