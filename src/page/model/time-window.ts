/** A stretch of a trace, in seconds after its start. */
export interface TimeWindow {
  startSeconds: number
  endSeconds: number
}

/** Closer than a microsecond there is nothing to see: documents are no finer. */
const LEAST_SECONDS = 1e-6

/** The window made wider or narrower around a point, within the whole: a factor of 0.5 shows half as much. */
export function zoomWindow(
  { startSeconds, endSeconds }: TimeWindow,
  factor: number,
  aroundSeconds: number,
  wholeSeconds: number,
): TimeWindow {
  const width = Math.min(wholeSeconds, Math.max(LEAST_SECONDS, (endSeconds - startSeconds) * factor))
  const share = (aroundSeconds - startSeconds) / (endSeconds - startSeconds || 1)
  return withinWhole(aroundSeconds - share * width, width, wholeSeconds)
}

/** The window moved, not over either end of the whole. */
export function moveWindow(
  { startSeconds, endSeconds }: TimeWindow,
  bySeconds: number,
  wholeSeconds: number,
): TimeWindow {
  return withinWhole(startSeconds + bySeconds, endSeconds - startSeconds, wholeSeconds)
}

/** Where a time stands in the window: 0 at its start, 1 at its end, outside of both when it is not in it. */
export function shareOf({ startSeconds, endSeconds }: TimeWindow, seconds: number): number {
  return (seconds - startSeconds) / (endSeconds - startSeconds || 1)
}

function withinWhole(startSeconds: number, width: number, wholeSeconds: number): TimeWindow {
  const start = Math.max(0, Math.min(startSeconds, wholeSeconds - width))
  return { startSeconds: start, endSeconds: start + width }
}
