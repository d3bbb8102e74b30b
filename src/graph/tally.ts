import type { Went } from '../trace/index.ts'

/**
 * Requests, counted by how they went, and their response times: `[ok, throttles, errors, faults, microseconds, then
 * milliseconds and how often, in pairs]`. One number after another, because a store keeps many. Of two tallies the sum is
 * the same whichever way they are added: all numbers are whole.
 */
export type Tally = number[]

const HISTOGRAM = 5

/** The tally of one request; one that is still in progress counts for nothing. */
export function tallyOf({ start_time: start, end_time: end, error, throttle, fault }: Went): Tally {
  if (end === undefined) return [0, 0, 0, 0, 0]
  const seconds = Math.max(0, end - start)
  const place = fault ? 3 : throttle ? 1 : error ? 2 : 0
  const tally = [0, 0, 0, 0, Math.round(seconds * 1e6), roundMillis(seconds * 1000), 1]
  tally[place] = 1
  return tally
}

/** Whole milliseconds, as X-Ray's are; above 10 s four digits, so that there are never too many bars. */
function roundMillis(millis: number): number {
  let step = 1
  while (millis / step >= 10_000) step *= 10
  return Math.round(millis / step) * step
}

/** Adds tallies up. */
export class TallySum {
  readonly #counts = [0, 0, 0, 0, 0]
  readonly #histogram = new Map<number, number>()

  add(tally: Tally): void {
    for (let at = 0; at < HISTOGRAM; at++) this.#counts[at]! += tally[at]!
    for (let at = HISTOGRAM; at < tally.length; at += 2) {
      const millis = tally[at]!
      this.#histogram.set(millis, (this.#histogram.get(millis) ?? 0) + tally[at + 1]!)
    }
  }

  /** The sum, the bars of its histogram in order. */
  toTally(): Tally {
    const bars = [...this.#histogram].sort(([a], [b]) => a - b)
    return [...this.#counts, ...bars.flat()]
  }
}

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
export function statisticsOf([ok, throttles, errors, faults, micros]: Tally): Statistics {
  return {
    OkCount: ok!,
    ErrorStatistics: { ThrottleCount: throttles!, OtherCount: errors!, TotalCount: throttles! + errors! },
    FaultStatistics: { OtherCount: faults!, TotalCount: faults! },
    TotalCount: ok! + throttles! + errors! + faults!,
    TotalResponseTime: micros! / 1e6,
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
