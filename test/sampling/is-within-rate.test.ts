import { expect, test } from 'vitest'
import { XRayIdGenerator } from '../../src/ids/index.ts'
import { isWithinRate } from '../../src/sampling/is-within-rate.ts'
import { FIRST_ID, LAST_ID } from '../fixtures/sampling-rule.ts'

test('isWithinRate() takes all by 1, none by 0, and of an id always the same', () => {
  expect(isWithinRate(LAST_ID, 1)).toBe(true)
  expect(isWithinRate(FIRST_ID, 0)).toBe(false)
  expect(isWithinRate('6921746b5ac69fc467c01f3a268dc236', 0.05)).toBe(true)
  expect(isWithinRate('6921746b5ac69fc467c01f3a268dc236', 0.005)).toBe(false)
})

test('isWithinRate() takes the share that it is told to', () => {
  const generator = new XRayIdGenerator()
  const ids = Array.from({ length: 20_000 }, () => generator.generateTraceId())
  const share = ids.filter(id => isWithinRate(id, 0.05)).length / ids.length
  // Seven times the deviation to be expected.
  expect(share).toBeGreaterThan(0.039)
  expect(share).toBeLessThan(0.061)
})
