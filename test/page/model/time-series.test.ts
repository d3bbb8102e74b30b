import { describe, expect, test } from 'vitest'
import { periodFor, timeSeries } from '../../../src/page/model/time-series.ts'
import { statistics } from './mapped-services.ts'

describe('timeSeries()', () => {
  test('has each period from the first to the last, empty ones too', () => {
    const entries = [
      { Timestamp: 240, ServiceSummaryStatistics: statistics(1, { fault: 1 }) },
      { Timestamp: 60, EdgeSummaryStatistics: statistics(2) },
    ]
    expect(timeSeries(entries, 60).map(({ startSeconds, total }) => [startSeconds, total])).toEqual([
      [60, 2],
      [120, 0],
      [180, 0],
      [240, 2],
    ])
  })

  test('has nothing where nothing happened', () => {
    expect(timeSeries([{ Timestamp: 60, ServiceSummaryStatistics: statistics(0) }], 60)).toEqual([])
  })

  test('shows the end of what is too long', () => {
    const at = (Timestamp: number) => ({ Timestamp, ServiceSummaryStatistics: statistics(1) })
    const points = timeSeries([at(0), at(60_000_000)], 60)
    expect(points.length).toBeLessThan(1000)
    expect(points.at(-1)?.startSeconds).toBe(60_000_000)
  })
})

test('periodFor() takes minutes as long as they can be told apart', () => {
  expect([periodFor(3600), periodFor(21_600)]).toEqual([60, 300])
})
