import { MAX_EPOCH_SECONDS } from '../document/index.ts'

/** Seconds since the epoch, and nanoseconds. */
export type EpochTime = readonly [seconds: number, nanos: number]

const NANOS_PER_SECOND = 1e9

/** Whether the time is one already that a document may hold. */
export function isEpochTime(seconds: number, nanos: number): boolean {
  return (
    nanos >>> 0 === nanos &&
    nanos < NANOS_PER_SECOND &&
    seconds >= 0 &&
    seconds < MAX_EPOCH_SECONDS &&
    Math.floor(seconds) === seconds
  )
}

/**
 * The time that a document may hold, of one that it may not. OpenTelemetry rounds a clock's fraction up to a whole second
 * now and then, and hands on what an app gives it as a time of its own. What is no number, before 1970 or beyond
 * 5138 becomes 1970.
 *
 *     [1763800000, 1e9] → [1763800001, 0]    [1763800000, -0.5e9] → [1763799999, 500000000]    [NaN, 0] → [0, 0]
 */
export function epochTime([seconds, nanos]: EpochTime): EpochTime {
  const wholeSeconds = Math.floor(seconds)
  const allNanos = Math.round(nanos + (seconds - wholeSeconds) * NANOS_PER_SECOND)
  const carried = Math.floor(allNanos / NANOS_PER_SECOND)
  const time = [wholeSeconds + carried, allNanos - carried * NANOS_PER_SECOND] as const
  return isEpochTime(...time) ? time : [0, 0]
}
