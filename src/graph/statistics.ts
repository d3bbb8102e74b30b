import { HISTOGRAM, type Tally } from './tally.ts'

/** A bar of a histogram, as the API answers it. */
export interface HistogramEntry {
  /** Seconds. */
  Value: number
  Count: number
}

/** Counts of requests, as the API answers them: of a service as well as of an edge. */
export interface Statistics {
  OkCount: number
  ErrorStatistics: { ThrottleCount: number; OtherCount: number; TotalCount: number }
  FaultStatistics: { OtherCount: number; TotalCount: number }
  TotalCount: number
  /** Seconds. */
  TotalResponseTime: number
}

/** A tally's counts, as the API answers them. */
export function statisticsOf([ok = 0, throttles = 0, errors = 0, faults = 0, micros = 0]: Tally): Statistics {
  return {
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttles, OtherCount: errors, TotalCount: throttles + errors },
    FaultStatistics: { OtherCount: faults, TotalCount: faults },
    TotalCount: ok + throttles + errors + faults,
    TotalResponseTime: micros / 1e6,
  }
}

/** A tally's response times, as the API answers them, the shortest first. */
export function histogramOf(tally: Tally): HistogramEntry[] {
  const entries: HistogramEntry[] = []
  for (let at = HISTOGRAM; at < tally.length; at += 2) {
    entries.push({ Value: tally[at]! / 1000, Count: tally[at + 1]! })
  }
  return entries
}
