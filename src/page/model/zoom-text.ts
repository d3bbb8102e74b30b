import type { TimeWindow } from './time-window.ts'

/** Of a trace, finer than a microsecond is nothing. */
const DIGITS = 6

/** The window as it stands in the URL: `0.01~0.0245`; empty for the whole trace. */
export function formatZoom({ startSeconds, endSeconds }: TimeWindow, wholeSeconds: number): string {
  if (startSeconds <= 0 && endSeconds >= wholeSeconds) return ''
  return [startSeconds, endSeconds].map(seconds => Number(seconds.toFixed(DIGITS))).join('~')
}

/** The other way round; the whole trace for what is no window in it. */
export function parseZoom(text: string | undefined, wholeSeconds: number): TimeWindow {
  const [start, end] = (text ?? '').split('~').map(Number)
  const isWindow =
    start !== undefined && end !== undefined && start >= 0 && start < end && start < wholeSeconds
  if (!isWindow) return { startSeconds: 0, endSeconds: wholeSeconds }
  return { startSeconds: start, endSeconds: Math.min(end, wholeSeconds) }
}
