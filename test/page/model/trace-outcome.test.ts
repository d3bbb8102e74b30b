import { expect, test } from 'vitest'
import type { TraceSummary } from '../../../src/local/index.ts'
import { traceOutcome } from '../../../src/page/model/trace-outcome.ts'

test.each([
  [{}, 'ok'],
  [{ HasError: true }, 'error'],
  [{ HasError: true, HasThrottle: true }, 'throttle'],
  [{ HasThrottle: true }, 'ok'],
  [{ HasFault: true, HasError: true }, 'fault'],
])('%j is %s', (flags, outcome) => {
  expect(traceOutcome(flags as TraceSummary)).toBe(outcome)
})
