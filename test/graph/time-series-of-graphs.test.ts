import { expect, test } from 'vitest'
import { parseEntitySelector } from '../../src/filter/index.ts'
import { type GraphPart, timeSeriesOfGraphs } from '../../src/graph/index.ts'

const MINUTE = 1_500_000_000 - (1_500_000_000 % 60)

/** A client calls shop, shop a database; so many faults in both. */
function part(faults: number): GraphPart {
  const times = { startSeconds: MINUTE, endSeconds: MINUTE }
  const tally = [1, 0, 0, faults, 1_000_000, 500, 1 + faults]
  const query = [2, 0, 0, 0, 20_000, 10, 2]
  return {
    nodes: [
      { Name: 'db', Type: 'Database::SQL', ...times, tally: query },
      { Name: 'shop', isRoot: true, isActive: true, ...times, tally },
      { Name: 'shop', Type: 'client', ...times, tally: [0, 0, 0, 0, 0] },
    ],
    edges: [
      { from: 1, to: 0, ...times, tally: query },
      { from: 2, to: 1, ...times, tally },
    ],
  }
}

const parts = [0, 1, 5].map((faults, minute) => ({
  startSeconds: MINUTE + minute * 60 + 3,
  part: part(faults),
}))

test('tells without a selector of the calls from clients, period by period', () => {
  const series = timeSeriesOfGraphs(parts.toReversed(), { periodSeconds: 60 })
  expect(series.map(({ Timestamp }) => Timestamp)).toEqual([MINUTE, MINUTE + 60, MINUTE + 120])
  expect(series[1]).toEqual({
    Timestamp: MINUTE + 60,
    EdgeSummaryStatistics: {
      OkCount: 1,
      ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
      FaultStatistics: { OtherCount: 1, TotalCount: 1 },
      TotalCount: 2,
      TotalResponseTime: 1,
    },
    ResponseTimeHistogram: [{ Value: 0.5, Count: 2 }],
  })
})

test.each([
  ['service("db")', 'ServiceSummaryStatistics', 6],
  ['id(name: "shop")', 'ServiceSummaryStatistics', 9],
  ['edge("shop", "db")', 'EdgeSummaryStatistics', 6],
])('tells of %s, and adds periods up', (text, field, count) => {
  const { selector } = parseEntitySelector(text)
  const series = timeSeriesOfGraphs(
    parts.map(({ part }) => ({ startSeconds: MINUTE, part })),
    { periodSeconds: 300, selector: selector! },
  )
  expect(series).toMatchObject([{ [field]: { TotalCount: count } }])
})

test('tells of nobody where there is nobody', () => {
  const { selector } = parseEntitySelector('service("bank")')
  expect(timeSeriesOfGraphs(parts, { periodSeconds: 60, selector: selector! })).toEqual([])
})

test('expects after what was before', () => {
  const series = timeSeriesOfGraphs(parts, { periodSeconds: 60, withForecast: true })
  expect(series.map(({ ServiceForecastStatistics }) => ServiceForecastStatistics)).toEqual([
    { FaultCountHigh: 0, FaultCountLow: 0 },
    { FaultCountHigh: 0, FaultCountLow: 0 },
    { FaultCountHigh: 2, FaultCountLow: 0 },
  ])
})
