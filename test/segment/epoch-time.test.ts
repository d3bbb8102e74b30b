import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochTime, isEpochTime } from '../../src/segment/epoch-time.ts'

describe('epochTime()', () => {
  test.each([
    [
      [1_763_800_000, 1e9],
      [1_763_800_001, 0],
    ],
    [
      [1_763_800_000, 2.5e9],
      [1_763_800_002, 5e8],
    ],
    [
      [1_763_800_000, -0.5e9],
      [1_763_799_999, 5e8],
    ],
    [
      [1_763_800_000.25, 7.4],
      [1_763_800_000, 250_000_007],
    ],
    [
      [1_763_800_000, 999_999_999.6],
      [1_763_800_001, 0],
    ],
    [
      [-1, 0],
      [0, 0],
    ],
    [
      [Number.NaN, 5],
      [0, 0],
    ],
    [
      [1_763_800_000, Number.NaN],
      [0, 0],
    ],
    [
      [1e15, 5],
      [0, 0],
    ],
    [
      [Number.POSITIVE_INFINITY, 0],
      [0, 0],
    ],
  ] as const)('makes of %j %j', (time, taken) => {
    expect(epochTime(time)).toEqual(taken)
  })

  test('gives a time that a document may hold, whatever comes', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (seconds, nanos) => {
        expect(isEpochTime(...epochTime([seconds, nanos]))).toBe(true)
      }),
    )
  })
})
