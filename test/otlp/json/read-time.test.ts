import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOptionalTime, readTime } from '../../../src/otlp/json/read-time.ts'

const read = (time: unknown) => readOptionalTime({ timeUnixNano: time }, 'timeUnixNano')

describe('readOptionalTime()', () => {
  test.each([
    ['1763800000123456789', [1763800000, 123456789]],
    [1763800000000000000, [1763800000, 0]],
    ['1000000001', [1, 1]],
    ['999', [0, 999]],
    [5, [0, 5]],
    ['18446744073709551615', [18446744073, 709551615]],
    ['0', undefined],
    [0, undefined],
    [null, undefined],
  ])('of %j is %j', (time, pair) => expect(read(time)).toEqual(pair))

  test.each(['', '-1', -1, 1.5, '1e9', '2025-11-22T08:26:40Z', '18446744073709551616', 1e21, true, {}])(
    'refuses %j',
    time =>
      expect(() => read(time)).toThrow(/^timeUnixNano is .*; write nanoseconds since the epoch, in digits$/),
  )

  test('is exact to the nanosecond', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 64n - 1n), nanos => {
        const [seconds, rest] = read(`${nanos}`)!
        expect(BigInt(seconds) * 1_000_000_000n + BigInt(rest)).toBe(nanos)
      }),
    )
  })
})

test.each([
  [undefined, 'endTimeUnixNano is missing; write nanoseconds since the epoch, in digits'],
  ['0', 'endTimeUnixNano is "0"; write nanoseconds since the epoch, in digits'],
])('readTime() refuses %j', (time, message) => {
  expect(() => readTime({ endTimeUnixNano: time }, 'endTimeUnixNano')).toThrow(
    expect.objectContaining({ message }),
  )
})
