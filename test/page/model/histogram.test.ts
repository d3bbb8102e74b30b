import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { histogram, percentile, type Sample } from '../../../src/page/model/histogram.ts'

const ok = (seconds: number, count = 1): Sample => ({ seconds, count, outcome: 'ok' })

describe('histogram()', () => {
  test('has no bars without samples', () => {
    expect(histogram([], 10)).toEqual([])
  })

  test('spreads times on a logarithmic axis, by outcome', () => {
    const bins = histogram([ok(0.001), ok(0.01), { seconds: 1, count: 3, outcome: 'fault' }], 3)
    expect(bins.map(({ count }) => count)).toEqual([1, 1, 3])
    expect(bins[2]?.byOutcome).toEqual({ ok: 0, error: 0, throttle: 0, fault: 3 })
    expect(bins[0]?.fromSeconds).toBe(0.001)
    expect(bins[2]?.toSeconds).toBe(1)
  })

  test('puts what is all but alike into one bar', () => {
    const bins = histogram([ok(1), ok(1 + Number.EPSILON)], 30)
    expect(bins.filter(({ count }) => count > 0).map(({ count }) => count)).toEqual([2])
  })

  test('loses nothing, and puts each sample into the bar of its time', () => {
    const seconds = fc.double({ min: 0, max: 1000, noNaN: true })
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1 }), fc.integer({ min: 1, max: 80 }), (times, count) => {
        const bins = histogram(
          times.map(time => ok(time)),
          count,
        )
        expect(bins).toHaveLength(times.every(time => time === 0) ? bins.length : count)
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(times.length)
        const longest = Math.max(...times)
        if (longest > 1e-4)
          expect(bins.findLast(bin => bin.count > 0)?.toSeconds).toBeGreaterThan(longest * 0.999)
      }),
    )
  })
})

test('percentile() counts what stands for many', () => {
  expect(percentile([ok(1, 98), ok(5, 1), ok(9, 1)], 0.5)).toBe(1)
  expect(percentile([ok(1, 98), ok(5, 1), ok(9, 1)], 0.99)).toBe(5)
  expect(percentile([], 0.5)).toBeUndefined()
})
