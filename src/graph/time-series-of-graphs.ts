import type { EntitySelector, ServiceSelector } from '../filter/index.ts'
import type { GraphPart, NodePart } from './graph-part.ts'
import { type HistogramEntry, histogramOf, type Statistics, statisticsOf } from './statistics.ts'
import { type Tally, TallySum } from './tally.ts'

/** What the traces that began in some stretch of time tell of the service graph, such as those of a minute. */
export interface TimedGraphPart {
  /** When the stretch begins, in epoch seconds. */
  startSeconds: number
  part: GraphPart
}

/** How requests went in one period, as `GetTimeSeriesServiceStatistics` answers it. */
export interface TimeSeriesServiceStatistics {
  /** When the period begins, in epoch seconds. */
  Timestamp: number
  EdgeSummaryStatistics?: Statistics
  ServiceSummaryStatistics?: Statistics
  ServiceForecastStatistics?: { FaultCountHigh: number; FaultCountLow: number }
  ResponseTimeHistogram: HistogramEntry[]
}

/** What is asked of statistics over time. */
export interface TimeSeriesOptions {
  /** 60 or 300 in the API; parts must not be longer. */
  periodSeconds: number
  /** Whose statistics; without one those of all calls from clients. */
  selector?: EntitySelector
  /** Say between which counts the faults of a period were to be expected after those before it. */
  withForecast?: boolean
}

/**
 * How requests went over time: one entry for each period in which there were any, the earliest first.
 *
 *     parts of two minutes, periodSeconds: 60 → [{ Timestamp: 1500000000, EdgeSummaryStatistics: { OkCount: 3, … }, … }, { Timestamp: 1500000060, … }]
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTimeSeriesServiceStatistics.html
 */
export function timeSeriesOfGraphs(
  parts: Iterable<TimedGraphPart>,
  { periodSeconds, selector, withForecast = false }: TimeSeriesOptions,
): TimeSeriesServiceStatistics[] {
  const sums = new Map<number, TallySum>()
  for (const { startSeconds, part } of parts) {
    const start = Math.floor(startSeconds / periodSeconds) * periodSeconds
    for (const tally of selectTallies(part, selector)) {
      const sum = sums.get(start) ?? new TallySum()
      sums.set(start, sum)
      sum.add(tally)
    }
  }
  const periods = [...sums].sort(([a], [b]) => a - b).map(([start, sum]) => ({ start, tally: sum.toTally() }))
  return periods.map(({ start, tally }, at): TimeSeriesServiceStatistics => {
    const statistics = statisticsOf(tally)
    const before = periods.slice(Math.max(0, at - MAX_PERIODS_BEFORE), at)
    return {
      Timestamp: start,
      ...(selector?.kind === 'service'
        ? { ServiceSummaryStatistics: statistics }
        : { EdgeSummaryStatistics: statistics }),
      ...(withForecast && { ServiceForecastStatistics: forecast(before.map(period => period.tally)) }),
      ResponseTimeHistogram: histogramOf(tally),
    }
  })
}

/** Periods that a forecast looks back on. AWS does not publish its model; this one is ours. */
const MAX_PERIODS_BEFORE = 12

function selectTallies({ nodes, edges }: GraphPart, selector: EntitySelector | undefined): Tally[] {
  if (selector?.kind === 'service') {
    return nodes.filter(node => isSelected(node, selector.service)).map(({ tally }) => tally)
  }
  const from = selector?.from ?? { type: 'client' }
  const to = selector?.to ?? {}
  return edges
    .filter(edge => isSelected(nodes[edge.from]!, from) && isSelected(nodes[edge.to]!, to))
    .map(({ tally }) => tally)
}

function isSelected(
  { Name, Type, AccountId }: NodePart,
  { name, type, accountId }: ServiceSelector,
): boolean {
  return (
    (name === undefined || name === Name) &&
    (type === undefined || type === Type) &&
    (accountId === undefined || accountId === AccountId)
  )
}

/** Two standard deviations about the mean of what was before. */
function forecast(before: Tally[]): { FaultCountHigh: number; FaultCountLow: number } {
  const faults = before.map(tally => statisticsOf(tally).FaultStatistics.TotalCount)
  const mean = faults.reduce((sum, count) => sum + count, 0) / Math.max(1, faults.length)
  const variance = faults.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, faults.length)
  const width = 2 * Math.sqrt(variance)
  return { FaultCountHigh: Math.ceil(mean + width), FaultCountLow: Math.max(0, Math.floor(mean - width)) }
}
