import type { Refusal } from '../refusal-log.ts'
import type { ChangedTrace } from '../store/trace-database.ts'
import type { EventStream } from './event-stream.ts'

/** Gathers what happens, and tells it now and then. */
export interface EventTeller {
  changed(traces: readonly ChangedTrace[]): void
  refused(refusal: Refusal): void
  close(): void
}

/** Ten times a second: faster than anybody reads. */
const TELL_MILLIS = 100
/** What a list of the latest shows at most. */
const MAX_TOLD = 100

/**
 * Tells listeners of traces that have changed (`trace`: the latest 100, and how many more), of refusals (`refused`) and
 * that there is a new status (`status`), each at most ten times a second.
 */
export function tellEvents(events: EventStream): EventTeller {
  const traces = new Map<string, ChangedTrace>()
  let refusals: Refusal[] = []
  let refusedCount = 0
  let timer: NodeJS.Timeout | undefined

  const tell = () => {
    timer = undefined
    if (traces.size > 0) {
      events.send('trace', {
        traces: [...traces.values()].slice(-MAX_TOLD),
        more: Math.max(0, traces.size - MAX_TOLD),
      })
    }
    if (refusedCount > 0) events.send('refused', { refusals, more: refusedCount - refusals.length })
    events.send('status', {})
    traces.clear()
    refusals = []
    refusedCount = 0
  }
  const wake = () => {
    timer ??= setTimeout(tell, TELL_MILLIS)
  }
  return {
    changed(changed) {
      if (!events.isHeard) return
      for (const trace of changed) {
        traces.delete(trace.id)
        traces.set(trace.id, trace)
      }
      wake()
    },
    refused(refusal) {
      if (!events.isHeard) return
      refusedCount++
      refusals.push(refusal)
      if (refusals.length > MAX_TOLD) refusals.shift()
      wake()
    },
    close: () => clearTimeout(timer),
  }
}
