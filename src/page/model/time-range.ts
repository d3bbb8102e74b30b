/** Which time is looked at: the last so many seconds, which go on, or from one epoch second to another. */
export type TimeRange =
  | { lastSeconds: number; fixed?: undefined }
  | { fixed: { startSeconds: number; endSeconds: number }; lastSeconds?: undefined }

/** What can be chosen, in seconds, by what stands in the URL. */
export const RANGES: Record<string, number> = {
  '5m': 300,
  '15m': 900,
  '1h': 3600,
  '6h': 21_600,
  '1d': 86_400,
  '7d': 604_800,
  '30d': 2_592_000,
}

export const DEFAULT_RANGE = '1h'

/** `15m` → the last 900 s, `1700000000~1700000060` → one minute; anything else is the default. */
export function parseRange(text: string | undefined): TimeRange {
  const given = text ?? DEFAULT_RANGE
  if (Object.hasOwn(RANGES, given)) return { lastSeconds: RANGES[given]! }
  const [start, end] = given.split('~').map(Number)
  if (start !== undefined && end !== undefined && start < end && Number.isFinite(end - start)) {
    return { fixed: { startSeconds: start, endSeconds: end } }
  }
  return { lastSeconds: RANGES[DEFAULT_RANGE]! }
}

/** The bounds in epoch seconds; the last seconds end a little after now, for clocks that are ahead. */
export function boundsOf(range: TimeRange, nowSeconds: number): { StartTime: number; EndTime: number } {
  if (range.fixed) return { StartTime: range.fixed.startSeconds, EndTime: range.fixed.endSeconds }
  return { StartTime: nowSeconds - range.lastSeconds, EndTime: nowSeconds + 5 }
}
