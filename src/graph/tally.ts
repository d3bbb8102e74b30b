import type { Went } from '../trace/index.ts'

/**
 * Requests, counted by how they went, and their response times: `[ok, throttles, errors, faults, microseconds, then
 * milliseconds and how often, in pairs]`. One number after another, because a store keeps many. Of two tallies the sum is
 * the same whichever way they are added: all numbers are whole.
 */
export type Tally = number[]

/** Where the pairs begin. */
export const HISTOGRAM = 5

/** The tally of no request. */
export function emptyTally(): Tally {
  return [0, 0, 0, 0, 0]
}

/** The tally of one request; one that is still in progress counts for nothing. */
export function tallyOf({ start_time: start, end_time: end, error, throttle, fault }: Went): Tally {
  const tally = emptyTally()
  if (end === undefined) return tally
  const seconds = Math.max(0, end - start)
  tally[fault ? 3 : throttle ? 1 : error ? 2 : 0] = 1
  tally[4] = Math.round(seconds * 1e6)
  tally.push(roundMillis(seconds * 1000), 1)
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
  readonly #counts = emptyTally()
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
    const tally = this.#counts.slice()
    for (const [millis, count] of [...this.#histogram].sort(([a], [b]) => a - b)) tally.push(millis, count)
    return tally
  }
}
