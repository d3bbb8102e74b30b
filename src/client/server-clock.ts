/** AWS takes signatures that are 5 minutes off; what is less than this is not the clock's fault. */
const TOLERANCE_MILLIS = 240_000

/**
 * How many milliseconds the server's clock is ahead of ours by its answer's `Date`; `undefined` when that is what we
 * reckoned with already, nearly enough, or it says nothing.
 *
 *     serverClockAhead('Thu, 01 Jan 2026 01:00:00 GMT', Date.parse('2026-01-01T00:00:00Z'), 0) → 3600000
 */
export function serverClockAhead(
  date: string | undefined,
  now: number,
  reckonedMillis: number,
): number | undefined {
  const ahead = Date.parse(date ?? '') - now
  return Math.abs(ahead - reckonedMillis) >= TOLERANCE_MILLIS ? ahead : undefined
}
