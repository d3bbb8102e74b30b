import { signal } from '@preact/signals'
import { formatPlace, type Place, parsePlace } from '../model/place.ts'

/** Browsers take only so many entries of history in a time. */
const REPLACE_AFTER_MILLIS = 150

/** In a file that was shared there is one view, and the address is the file's: the state stays in memory. */
export const isTraceFile = document.getElementById('trace-file') !== null

/** Where the page is. */
export const place = signal<Place>(isTraceFile ? { view: 'trace', params: {} } : readAddress())

let replacing: ReturnType<typeof setTimeout> | undefined

/** Goes to another place, to which the browser's back button does not lead but from which it comes back here. */
export function go(next: Place): void {
  write(next, 'pushState')
}

/** Goes to a place as an address says it, such as `/t/1-…`. */
export function goTo(href: string): void {
  const { pathname, search } = new URL(href, location.href)
  go(parsePlace(pathname, search))
}

/** Sets some of what this place is set to; `push` makes the browser's back button undo it. */
export function setParams(changes: Record<string, string>, how: 'push' | 'replace' = 'replace'): void {
  const next = { ...place.value, params: withoutUnset({ ...place.value.params, ...changes }) }
  if (how === 'push') {
    go(next)
    return
  }
  place.value = next
  clearTimeout(replacing)
  replacing = setTimeout(() => write(next, 'replaceState'), REPLACE_AFTER_MILLIS)
}

/** Follows links and the browser's buttons without loading anything. */
export function followAddress(): void {
  if (isTraceFile) return
  addEventListener('popstate', () => {
    clearTimeout(replacing)
    place.value = readAddress()
  })
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest?.('a[href^="/"]')
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!link || !isPlain || link.hasAttribute('download')) return
    event.preventDefault()
    goTo(link.getAttribute('href')!)
  })
}

function write(next: Place, how: 'pushState' | 'replaceState'): void {
  clearTimeout(replacing)
  // What was set a moment ago belongs to the entry that is left.
  if (how === 'pushState' && !isTraceFile) history.replaceState(null, '', formatPlace(place.value))
  place.value = next
  if (!isTraceFile) history[how](null, '', formatPlace(next))
}

function readAddress(): Place {
  return parsePlace(location.pathname, location.search)
}

function withoutUnset(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
}
