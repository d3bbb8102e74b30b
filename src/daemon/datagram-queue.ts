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

/** A flood is more than 100 datagrams in 10 ms: from there on, what looking at them takes is missing for receiving. */
const WINDOW_MILLIS = 10
const FLOOD_PER_WINDOW = 100

/** Datagrams that are looked at in one turn of the event loop while others come, and when none did. */
const READ_WHILE_BUSY = 1
const READ_WHILE_QUIET = 64

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
  let hasArrived = false
  let cancelTurn: (() => void) | undefined

  const readSome = (count: number) => {
    for (let left = count; left > 0; left--) {
      const datagram = waiting.take()
      if (!datagram) return
      read(datagram)
    }
  }
  const look = () => {
    const millis = clock() - windowStart
    if (millis < WINDOW_MILLIS) return
    const wasFlood = isFlood
    isFlood = (arrived * WINDOW_MILLIS) / millis > FLOOD_PER_WINDOW
    windowStart += millis
    arrived = 0
    if (wasFlood && !isFlood) onCalm()
  }
  const takeTurn = () => {
    cancelTurn = undefined
    look()
    if (isFlood) return takeTurnLater()
    readSome(hasArrived ? READ_WHILE_BUSY : READ_WHILE_QUIET)
    hasArrived = false
    if (waiting.bytes > 0) takeTurnSoon()
  }
  const takeTurnSoon = () => {
    const turn = setImmediate(takeTurn)
    cancelTurn = () => clearImmediate(turn)
  }
  const takeTurnLater = () => {
    const turn = setTimeout(takeTurn, WINDOW_MILLIS)
    cancelTurn = () => clearTimeout(turn)
  }
  return {
    add(datagram) {
      waiting.add(datagram)
      arrived++
      hasArrived = true
      if (waiting.bytes > maxBytes) readSome(2)
      if (!cancelTurn) takeTurnSoon()
    },
    isFlooded: () => isFlood,
    empty() {
      cancelTurn?.()
      cancelTurn = undefined
      readSome(Number.POSITIVE_INFINITY)
    },
  }
}
