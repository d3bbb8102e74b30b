import type { Timeline } from '../local/index.ts'

/** What a live timeline asks and tells. */
export interface LiveTimelineOptions {
  /** The trace as it is now, or `undefined` when it has gone again. */
  timeline: (xrayTraceId: string) => Promise<Timeline | undefined>
  /** Called when a trace is to be shown. */
  show: (timeline: Timeline, isUpdate: boolean) => void
  /** Called once for a trace that is not shown, as too many wait. */
  skip: () => void
}

/** Decides when a trace is shown. */
export interface LiveTimeline {
  /** Something of the trace has come. */
  update(xrayTraceId: string): void
  /** Shows what waits, and waits no more. Settles when it is shown. */
  close(): Promise<void>
}

/** So long nothing comes any more of a trace that looks complete. */
const QUIET_MILLIS = 300
/** So long a trace that looks incomplete may wait for the rest. */
const PATIENCE_MILLIS = 2000
/** More at once nobody reads, and each is a question. */
const MAX_WAITING = 300
/** Traces of which it is remembered that they were shown, or skipped. */
const MAX_REMEMBERED = 10_000

interface Waiting {
  timer: NodeJS.Timeout
  sinceMillis: number
}

/**
 * Shows each trace once it is complete and has been quiet for 300 ms, or as it is 2 s after something of it came. What
 * comes later shows it again, as an update.
 */
export function createLiveTimeline({ timeline, show, skip }: LiveTimelineOptions): LiveTimeline {
  const waiting = new Map<string, Waiting>()
  const shown = new Set<string>()
  const skipped = new Set<string>()

  const showNow = (xrayTraceId: string, current: Timeline) => {
    waiting.delete(xrayTraceId)
    const isUpdate = shown.delete(xrayTraceId)
    shown.add(xrayTraceId)
    forgetOldest(shown)
    show(current, isUpdate)
  }

  const onQuiet = async (xrayTraceId: string, entry: Waiting) => {
    // Where it cannot be told, the trace has gone with its store.
    const current = await timeline(xrayTraceId).catch(() => undefined)
    // Something new came while we asked: it asks again.
    if (waiting.get(xrayTraceId) !== entry) return
    const leftMillis = entry.sinceMillis + PATIENCE_MILLIS - performance.now()
    if (!current) waiting.delete(xrayTraceId)
    // Asked again at the end of the patience; an update asks earlier.
    else if (current.isPartial && leftMillis > 0) wait(xrayTraceId, entry.sinceMillis, leftMillis)
    else showNow(xrayTraceId, current)
  }

  const wait = (xrayTraceId: string, sinceMillis: number, millis: number) => {
    const entry: Waiting = { sinceMillis, timer: setTimeout(() => onQuiet(xrayTraceId, entry), millis) }
    waiting.set(xrayTraceId, entry)
  }

  return {
    update(xrayTraceId) {
      const before = waiting.get(xrayTraceId)
      if (!before && waiting.size >= MAX_WAITING) {
        if (!skipped.has(xrayTraceId)) skip()
        skipped.add(xrayTraceId)
        forgetOldest(skipped)
        return
      }
      clearTimeout(before?.timer)
      const nowMillis = performance.now()
      const sinceMillis = before?.sinceMillis ?? nowMillis
      wait(
        xrayTraceId,
        sinceMillis,
        Math.max(0, Math.min(QUIET_MILLIS, sinceMillis + PATIENCE_MILLIS - nowMillis)),
      )
    },
    async close() {
      for (const [xrayTraceId, { timer }] of waiting) {
        clearTimeout(timer)
        const current = await timeline(xrayTraceId).catch(() => undefined)
        if (current && waiting.has(xrayTraceId)) showNow(xrayTraceId, current)
      }
    },
  }
}

function forgetOldest(remembered: Set<string>): void {
  for (const oldest of remembered) {
    if (remembered.size <= MAX_REMEMBERED) return
    remembered.delete(oldest)
  }
}
