import { expect, test } from 'vitest'
import { getTimeSeriesServiceStatistics } from '../../../src/local/api/get-time-series-service-statistics.ts'
import { GroupBook } from '../../../src/local/group-book.ts'
import { segment } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf, traceIdOf } from '../store/questions/questions.ts'

const RANGE = { StartTime: 600, EndTime: 900 }
const ask = askDatabase(
  databaseOf(
    ...[610, 630, 700].map((start_time, at) =>
      segment('shop', { trace_id: traceIdOf(at), start_time, end_time: start_time + 1, fault: at === 2 }),
    ),
  ),
)
const get = (request: object) =>
  getTimeSeriesServiceStatistics({ ...RANGE, ...request }, new GroupBook(), ask)

test('getTimeSeriesServiceStatistics() counts the calls of clients, minute by minute', async () => {
  expect((await get({})).TimeSeriesServiceStatistics).toMatchObject([
    { Timestamp: 600, EdgeSummaryStatistics: { OkCount: 2, TotalCount: 2 } },
    { Timestamp: 660, EdgeSummaryStatistics: { FaultStatistics: { TotalCount: 1 } } },
  ])
})

test('getTimeSeriesServiceStatistics() counts those of a service, in spans of five minutes', async () => {
  const { TimeSeriesServiceStatistics } = await get({
    Period: 300,
    EntitySelectorExpression: 'service("shop")',
    ForecastStatistics: true,
  })
  expect(TimeSeriesServiceStatistics).toMatchObject([
    { Timestamp: 600, ServiceSummaryStatistics: { TotalCount: 3 }, ServiceForecastStatistics: {} },
  ])
})

test.each([
  [{ Period: 7 }, 'Period is 7; it must be 60 or 300'],
  [{ EntitySelectorExpression: '' }, 'has 0 characters'],
  [{ EntitySelectorExpression: 'fault' }, 'EntitySelectorExpression: Cannot read'],
  [{ GroupName: 'none' }, 'There is no group "none"'],
])('getTimeSeriesServiceStatistics() refuses %j', async (request, message) => {
  await expect(get(request)).rejects.toThrow(message)
})
