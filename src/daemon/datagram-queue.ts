import { DatagramStore } from '../receiver/index.ts'

/** Datagrams that wait to be looked at. */
export interface DatagramQueue {
  /** Puts a copy of one at the end. */
  add(datagram: Buffer): void
  /** Looks at all that wait, now. */
  empty(): void
  /** Whether so many come that all else should wait. */
  isFlooded(): boolean
}

/** How a queue of datagrams is set up. */
export interface DatagramQueueOptions {
  /** When more wait than this, two are looked at for each that comes. */
  maxBytes: number
  /** Looks at a datagram, and may keep it. */
  read: (datagram: Buffer) => void
  /** Called when a flood is over. */
  onCalm?: (() => void) | undefined
  clock?: () => number
}

/** More in ten milliseconds are a flood: from there on, what looking at them takes is missing for receiving. */
const WINDOW_MILLIS = 10
const FLOOD_PER_WINDOW = 100

/** A window in which the process had no processor brings little: a flood is over when this long there was none. */
const CALM_MILLIS = 50

/** Documents are gathered for a second anyway: so long the first waits until it is known whether it begins a flood. */
const WAIT_MILLIS = WINDOW_MILLIS + 2

/** So long datagrams are looked at in one turn of the event loop while others come, and when none did. */
const READ_MILLIS_WHILE_BUSY = 0.25
const READ_MILLIS_WHILE_QUIET = 1

/**
 * Keeps datagrams until there is time to look at them: taking one off the socket is quick, and the kernel throws away what
 * finds no room. During a flood they are only kept.
 */
export function createDatagramQueue({
  maxBytes,
  read,
  onCalm = () => {},
  clock = performance.now.bind(performance),
}: DatagramQueueOptions): DatagramQueue {
  const waiting = new DatagramStore()
  let windowStart = 0
  let arrived = 0
  let isFlood = false
  let lastFloodAt = Number.NEGATIVE_INFINITY
  let hasArrived = false
  let cancelTurn: (() => void) | undefined

  const readWhile = (isOn: () => boolean) => {
    while (isOn()) {
      const datagram = waiting.take()
      if (!datagram) return
      read(datagram)
    }
  }
  const beginWindow = (now: number) => {
    windowStart = now
    arrived = 0
  }
  const look = (now: number) => {
    const windows = (now - windowStart) / WINDOW_MILLIS
    if (windows < 1) return
    const wasFlood = isFlood
    if (arrived > FLOOD_PER_WINDOW * windows) lastFloodAt = now
    isFlood = now - lastFloodAt < CALM_MILLIS
    beginWindow(now)
    if (wasFlood && !isFlood) onCalm()
  }
  const takeTurn = () => {
    const now = clock()
    look(now)
    const readMillis = hasArrived ? READ_MILLIS_WHILE_BUSY : READ_MILLIS_WHILE_QUIET
    hasArrived = false
    if (!isFlood) readWhile(() => clock() - now < readMillis)
    cancelTurn = isFlood ? takeTurnLater() : waiting.bytes > 0 ? takeTurnSoon() : undefined
  }
  const takeTurnSoon = () => {
    const turn = setImmediate(takeTurn)
    return () => clearImmediate(turn)
  }
  const takeTurnLater = () => {
    const turn = setTimeout(takeTurn, WAIT_MILLIS)
    return () => clearTimeout(turn)
  }
  return {
    add(datagram) {
      if (!cancelTurn) {
        beginWindow(clock())
        cancelTurn = takeTurnLater()
      }
      arrived++
      hasArrived = true
      waiting.add(datagram)
      if (waiting.bytes > maxBytes) {
        let left = 2
        readWhile(() => left-- > 0)
      }
    },
    isFlooded: () => isFlood,
    empty() {
      cancelTurn?.()
      cancelTurn = undefined
      readWhile(() => true)
    },
  }
}
