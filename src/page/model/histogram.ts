import type { Outcome } from '../../local/index.ts'

/** Something that took a while. */
export interface Sample {
  seconds: number
  count: number
  outcome: Outcome
}

/** A bar of the histogram: times from `fromSeconds` up to, not with, `toSeconds`; the last bar with it. */
export interface Bin {
  fromSeconds: number
  toSeconds: number
  count: number
  byOutcome: Record<Outcome, number>
}

/** Between two that are closer, floating point has no room for bars. */
const ALIKE = 1 + 1e-9

/**
 * Sorts durations into bars of equal width on a logarithmic axis: what takes a millisecond and what takes ten seconds are
 * both seen. None without samples.
 */
export function histogram(samples: readonly Sample[], bins: number): Bin[] {
  let least = Infinity
  let most = 0
  for (const { seconds } of samples) {
    const shown = atLeastShown(seconds)
    if (shown < least) least = shown
    if (shown > most) most = shown
  }
  if (most === 0) return []
  // All alike: one bar in the middle says more than one as wide as the axis.
  if (most / least < ALIKE) [least, most] = [least / 2, most * 2]
  const ratio = (most / least) ** (1 / bins)
  const edges = Array.from({ length: bins + 1 }, (_, at) => (at === bins ? most : least * ratio ** at))
  const result = edges.slice(0, -1).map(
    (fromSeconds, at): Bin => ({
      fromSeconds,
      toSeconds: edges[at + 1]!,
      count: 0,
      byOutcome: { fault: 0, throttle: 0, error: 0, ok: 0 },
    }),
  )
  for (const { seconds, count, outcome } of samples) {
    const at = Math.floor(Math.log(atLeastShown(seconds) / least) / Math.log(ratio) + 1e-9)
    const bin = result[Math.max(0, Math.min(bins - 1, at))]!
    bin.count += count
    bin.byOutcome[outcome] += count
  }
  return result
}

/** The duration below which this share of the samples stays: `percentile(samples, 0.5)` is the median. */
export function percentile(
  samples: readonly Pick<Sample, 'seconds' | 'count'>[],
  share: number,
): number | undefined {
  const sorted = samples.toSorted((a, b) => a.seconds - b.seconds)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { seconds, count } of sorted) {
    seen += count
    if (seen >= share * total) return seconds
  }
  return undefined
}

/** A logarithm needs something: ten microseconds stand for nothing. */
function atLeastShown(seconds: number): number {
  return Math.max(seconds, 1e-5)
}
