import { describe, expect, test } from 'vitest'
import {
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatMoment,
  formatRate,
  formatShare,
} from '../../../src/page/model/format.ts'

describe('formats', () => {
  test.each([
    [0, '0 ms'],
    [0.000004, '4 µs'],
    [0.0613, '61.3 ms'],
    [0.99951, '1 s'],
    [1.5, '1.5 s'],
    [75, '1.25 min'],
    [7200, '2 h'],
  ])('the duration %d', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  test('counts, bytes, shares', () => {
    expect([1234.5, 12.34, 0.1234, 7].map(formatCount)).toEqual(['1,235', '12.3', '0.123', '7'])
    expect([0.899, 9.96, 1234.5].map(formatRate)).toEqual(['0.9', '10', '1,235'])
    expect([999_499, 999_500, 999_500_000].map(formatBytes)).toEqual(['999 kB', '1 MB', '1 GB'])
    expect([999, 71_204, 5e6, 2.5e9].map(formatBytes)).toEqual(['999 B', '71.2 kB', '5 MB', '2.5 GB'])
    expect([0.0234, 0.5, 1].map(formatShare)).toEqual(['2.3 %', '50 %', '100 %'])
  })

  test('ages', () => {
    expect([0.4, 12, 75, 7200, 100_000].map(formatAge)).toEqual([
      'now',
      '12 s ago',
      '1 min ago',
      '2 h ago',
      '1 d ago',
    ])
  })

  test('times of day, in the zone of the reader', () => {
    const seconds = new Date(2026, 10, 28, 14, 3, 12, 619).getTime() / 1000
    expect(formatClock(seconds)).toBe('14:03:12.619')
    expect(formatMoment(seconds)).toBe('2026-11-28 14:03:12.619')
  })
})
