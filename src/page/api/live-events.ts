import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { connection } from '../state/connection.ts'

/** Counts up when traces have come in or changed, when something was refused, and when the status changed. */
export const changes = { trace: signal(0), refused: signal(0), status: signal(0) }

const byTrace = new Map<string, Signal<number>>()

/** Counts up when this trace has come in or changed, or may have. */
export function changesOf(xrayTraceId: string): ReadonlySignal<number> {
  const known = byTrace.get(xrayTraceId)
  if (known) return known
  const count = signal(0)
  byTrace.set(xrayTraceId, count)
  return count
}

/**
 * Listens to what the server tells as it happens. The browser itself tries again when the connection is lost; while the
 * page is not looked at there is none, as a browser has only a few for all its tabs.
 */
export function listenToEvents(): void {
  let source: EventSource | undefined
  const open = () => {
    source = new EventSource('/api/events')
    source.onopen = () => {
      connection.value = 'live'
      // Something may have been missed.
      for (const each of [...Object.values(changes), ...byTrace.values()]) each.value++
    }
    source.onerror = () => {
      connection.value = 'lost'
    }
    for (const [name, count] of Object.entries(changes)) {
      source.addEventListener(name, () => {
        count.value++
      })
    }
    source.addEventListener('trace', ({ data }) => countTraces(String(data)))
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close()
      source = undefined
    } else if (!source) open()
  })
  open()
}

/** The ids of the latest that have changed are told, and how many more have. */
function countTraces(data: string): void {
  if (byTrace.size === 0) return
  const { traces, more } = JSON.parse(data) as { traces: { id: string }[]; more: number }
  const ids = more > 0 ? byTrace.keys() : traces.map(({ id }) => id)
  for (const id of ids) {
    const count = byTrace.get(id)
    if (count) count.value++
  }
}
