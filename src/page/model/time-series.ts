import type { Statistics } from '../../graph/index.ts'
import { numbersOf, type OutcomeCounts } from './service-map.ts'

/** What happened in one period. */
export interface TimePoint {
  /** Epoch seconds at which the period begins. */
  startSeconds: number
  counts: OutcomeCounts
  total: number
  averageSeconds: number
}

/** A period as `GetTimeSeriesServiceStatistics` answers it. */
export interface TimeSeriesEntry {
  Timestamp: number
  ServiceSummaryStatistics?: Statistics
  EdgeSummaryStatistics?: Statistics
}

const LEAST_PERIOD = 60
const LONG_PERIOD = 300
/** More minutes than this are shown by fives. */
const MAX_POINTS = 90

/** The period for a time range: a minute, or five, as X-Ray has them. */
export function periodFor(rangeSeconds: number): 60 | 300 {
  return rangeSeconds / LEAST_PERIOD > MAX_POINTS ? LONG_PERIOD : LEAST_PERIOD
}

/** The periods from the first in which something happened to the last; those between in which nothing did are there too. */
export function timeSeries(entries: readonly TimeSeriesEntry[], periodSeconds: number): TimePoint[] {
  const byStart = new Map<number, TimePoint>()
  for (const { Timestamp, ServiceSummaryStatistics, EdgeSummaryStatistics } of entries) {
    const { counts, total, averageSeconds } = numbersOf(ServiceSummaryStatistics ?? EdgeSummaryStatistics, 1)
    const startSeconds = Math.floor(Timestamp / periodSeconds) * periodSeconds
    if (total > 0) byStart.set(startSeconds, { startSeconds, counts, total, averageSeconds })
  }
  const starts = [...byStart.keys()].sort((a, b) => a - b)
  const [first, last] = [starts[0], starts.at(-1)]
  if (first === undefined || last === undefined) return []
  const count = Math.min(MAX_PERIODS, (last - first) / periodSeconds + 1)
  return Array.from({ length: count }, (_, at) => {
    const startSeconds = last - (count - 1 - at) * periodSeconds
    return (
      byStart.get(startSeconds) ?? {
        startSeconds,
        counts: { ok: 0, error: 0, throttle: 0, fault: 0 },
        total: 0,
        averageSeconds: 0,
      }
    )
  })
}

/** Finer than this nothing is seen: of a longer time, the end is shown. */
const MAX_PERIODS = 720
