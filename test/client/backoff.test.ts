import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMillis, retryAfterMillis } from '../../src/client/backoff.ts'

test('backoffMillis() doubles its bound up to 20 s, and takes any time below it', () => {
  const bounds = [1, 2, 3, 8, 100].map(failures => backoffMillis(failures, 1))
  expect(bounds).toEqual([200, 400, 800, 20_000, 20_000])
  expect(backoffMillis(3, 0)).toBe(0)
  expect(backoffMillis(3, 0.5)).toBe(400)
})

test('backoffMillis() waits as long as it is asked to, a minute at most', () => {
  expect(backoffMillis(1, 0, 5000)).toBe(5000)
  expect(backoffMillis(1, 0, 86_400_000)).toBe(60_000)
})

test.each([
  ['2', 2000],
  [' 1.5 ', 1500],
  ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ['soon', undefined],
  ['-3', undefined],
  ['', undefined],
  [undefined, undefined],
])('retryAfterMillis() reads %j', (header, millis) => {
  expect(retryAfterMillis(header, Date.parse('2026-01-01T00:00:00Z'))).toBe(millis)
})

test('whatever a server asks for, the wait is a number within bounds', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.nat(1000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (header, failures, random) => {
        const millis = backoffMillis(failures, random, retryAfterMillis(header, 0))
        expect(millis).toBeGreaterThanOrEqual(0)
        expect(millis).toBeLessThanOrEqual(60_000)
      },
    ),
  )
})
