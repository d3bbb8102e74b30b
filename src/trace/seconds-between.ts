/**
 * Seconds from a start to an end, both in epoch seconds, to the microsecond: what is beyond is noise of floating point.
 * Nothing when a clock that was set back has ended something before it began.
 *
 *     secondsBetween(1499473411.562, 1499473414.794) → 3.232, where the difference is 3.2319998741149902
 */
export function secondsBetween(startSeconds: number, endSeconds: number): number {
  return Math.max(0, Math.round((endSeconds - startSeconds) * 1e6) / 1e6)
}
