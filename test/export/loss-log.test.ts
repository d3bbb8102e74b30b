import { DiagLogLevel, diag } from '@opentelemetry/api'
import { afterEach, expect, test, vi } from 'vitest'
import { LossLog } from '../../src/export/loss-log.ts'

afterEach(() => {
  vi.useRealTimers()
  diag.disable()
})

test('tells of the first loss at once, and then of all that came in a minute, for each cause', () => {
  vi.useFakeTimers()
  const warn = vi.fn()
  diag.setLogger({ error() {}, warn, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  const log = new LossLog()
  log.note('dropped: ECONNREFUSED', 5, 1)
  log.note('dropped: ECONNREFUSED', 6, 1)
  log.note('rejected: too_large', 1, 1, 'put less into its attributes')
  vi.advanceTimersByTime(60_000)
  log.note('dropped: ECONNREFUSED', 7, 2)
  expect(warn.mock.calls.flat()).toEqual([
    'spanray: 5 spans in 1 document were dropped: ECONNREFUSED',
    'spanray: 1 span in 1 document was rejected: too_large; put less into its attributes',
    'spanray: 13 spans in 3 documents were dropped: ECONNREFUSED',
  ])
})

test('tells a hundred causes apart, and counts all others together', () => {
  vi.useFakeTimers()
  const warn = vi.fn()
  diag.setLogger({ error() {}, warn, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  const log = new LossLog()
  for (let code = 0; code < 1000; code++) log.note(`unprocessed: Code${code}`, 1, 1)
  vi.advanceTimersByTime(60_000)
  log.note('unprocessed: Code1000', 1, 1)
  expect(warn).toHaveBeenCalledTimes(102)
  expect(warn).toHaveBeenLastCalledWith('spanray: 900 spans in 900 documents were lost for other reasons')
})
