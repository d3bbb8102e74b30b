import { expect, test } from 'vitest'
import { statusText } from '../../src/cli/status-text.ts'

test.each([
  ['ok', 200, false, '200'],
  ['error', 404, false, '404'],
  ['throttle', 429, false, '429'],
  ['fault', 503, false, '503'],
  ['fault', 200, false, '200 fault'],
  ['ok', 404, false, '404 ok'],
  ['ok', undefined, false, 'OK'],
  ['ok', undefined, true, 'pending'],
  ['throttle', undefined, true, 'throttle'],
  ['fault', 1e300, false, '1e+3'],
] as const)('statusText() of %s with %s (pending: %s) is %s', (outcome, status, isPending, expected) => {
  expect(statusText(outcome, status, isPending)).toBe(expected)
})
