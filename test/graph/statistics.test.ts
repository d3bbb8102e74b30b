import { expect, test } from 'vitest'
import { histogramOf, statisticsOf } from '../../src/graph/statistics.ts'
import { TallySum, tallyOf } from '../../src/graph/tally.ts'

function sumOf(...requests: Parameters<typeof tallyOf>[0][]) {
  const sum = new TallySum()
  for (const request of requests) sum.add(tallyOf(request))
  return sum.toTally()
}

test('counts a request once: as a fault, else as a throttle, else as an error', () => {
  const took = { start_time: 10, end_time: 10.5 }
  const sum = sumOf(
    { ...took, fault: true, throttle: true, error: true },
    { ...took, throttle: true, error: true },
    { ...took, error: true },
    took,
    { start_time: 10 },
  )
  expect(statisticsOf(sum)).toEqual({
    OkCount: 1,
    ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
    FaultStatistics: { OtherCount: 1, TotalCount: 1 },
    TotalCount: 4,
    TotalResponseTime: 2,
  })
})

test('has a bar for each millisecond, the shortest first', () => {
  const sum = sumOf(
    { start_time: 1, end_time: 1.0764 },
    { start_time: 1, end_time: 1.0761 },
    { start_time: 1, end_time: 1.044 },
    { start_time: 1, end_time: 0.5 },
    { start_time: 0, end_time: 12.3456 },
  )
  expect(histogramOf(sum)).toEqual([
    { Value: 0, Count: 1 },
    { Value: 0.044, Count: 1 },
    { Value: 0.076, Count: 2 },
    { Value: 12.35, Count: 1 },
  ])
})
