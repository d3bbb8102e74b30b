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

/** Documents are gathered for a second anyway: so long they may wait until it is known whether many more come. */
const TURN_MILLIS = 10

/** More in one turn are a flood: from there on, what looking at them takes is missing for receiving. */
const FLOOD_PER_TURN = 100

/** A turn in which the process had no processor brings little: a flood is over when this long there was none. */
const CALM_MILLIS = 50

/** So long datagrams are looked at in one turn; the kernel's own buffer holds what comes meanwhile. */
const READ_MILLIS = 1

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
  let arrived = 0
  let turnStart = 0
  let isFlood = false
  let lastFloodAt = Number.NEGATIVE_INFINITY
  let cancelTurn: (() => void) | undefined

  const readWhile = (isOn: () => boolean) => {
    while (isOn()) {
      const datagram = waiting.take()
      if (!datagram) return
      read(datagram)
    }
  }
  const takeTurn = () => {
    const now = clock()
    const isQuiet = arrived === 0
    const wasFlood = isFlood
    if (arrived > FLOOD_PER_TURN * Math.max(1, (now - turnStart) / TURN_MILLIS)) lastFloodAt = now
    isFlood = now - lastFloodAt < CALM_MILLIS
    if (!isFlood) readWhile(() => clock() - now < READ_MILLIS)
    cancelTurn = waiting.bytes > 0 || isFlood ? beginTurn(isQuiet && !isFlood) : undefined
    if (wasFlood && !isFlood) onCalm()
  }
  const beginTurn = (isQuiet: boolean) => {
    arrived = 0
    turnStart = clock()
    if (isQuiet) {
      const turn = setImmediate(takeTurn)
      return () => clearImmediate(turn)
    }
    const turn = setTimeout(takeTurn, TURN_MILLIS)
    return () => clearTimeout(turn)
  }
  return {
    add(datagram) {
      cancelTurn ??= beginTurn(false)
      arrived++
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
