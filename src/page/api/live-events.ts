import { signal } from '@preact/signals'
import { connection } from '../state/connection.ts'

/** Counts up when traces have come in or changed, when something was refused, and when the status changed. */
export const changes = { trace: signal(0), refused: signal(0), status: signal(0) }

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
      for (const each of Object.values(changes)) each.value++
    }
    source.onerror = () => {
      connection.value = 'lost'
    }
    for (const [name, count] of Object.entries(changes)) {
      source.addEventListener(name, () => {
        count.value++
      })
    }
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close()
      source = undefined
    } else if (!source) open()
  })
  open()
}
