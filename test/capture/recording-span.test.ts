import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { recordingSpan } from '../../src/capture/recording-span.ts'
import { traced } from '../fixtures/traced.ts'

test('recordingSpan() is the active span, if it records', async () => {
  expect(recordingSpan()).toBeUndefined()
  expect((await traced(() => recordingSpan() === trace.getActiveSpan())).value).toBe(true)
  expect((await traced(recordingSpan, { sampled: false })).value).toBeUndefined()
})
