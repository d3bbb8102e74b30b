import { DatagramStore } from './datagram-store.ts'

/** Datagrams that wait to be read. */
export interface ReadingQueue {
  /** Puts one at the end: a copy, as its own memory costs more to keep. */
  add(datagram: Buffer): void
  /** Reads all that wait, now. */
  empty(): void
}

/** More of them in one turn of the event loop, and others wait in the kernel: nothing is read before they are here. */
const MAX_ARRIVED_WHEN_QUIET = 2
/** Datagrams that are read in one turn: some tenth of a millisecond. */
const READ_IN_ONE_TURN = 4

/**
 * Reads datagrams a little later than they come, in their order. Taking one off the socket is quick, reading it is not,
 * and the kernel throws away what finds no room: during a burst the reading waits.
 *
 * @param maxBytes when more wait than this, two are read for each that comes
 * @param read reads one; what it is given is valid until it returns
 */
export function createReadingQueue(maxBytes: number, read: (datagram: Buffer) => void): ReadingQueue {
  const waiting = new DatagramStore({ isReused: true })
  let arrived = 0
  let turn: NodeJS.Immediate | undefined

  const readSome = (count: number) => {
    for (let left = count; left > 0; left--) {
      const datagram = waiting.take()
      if (!datagram) return
      read(datagram)
    }
  }
  const takeTurn = () => {
    if (arrived <= MAX_ARRIVED_WHEN_QUIET) readSome(READ_IN_ONE_TURN)
    arrived = 0
    turn = waiting.bytes > 0 ? setImmediate(takeTurn) : undefined
  }
  return {
    add(datagram) {
      waiting.add(datagram)
      arrived++
      if (waiting.bytes > maxBytes) readSome(2)
      turn ??= setImmediate(takeTurn)
    },
    empty() {
      clearImmediate(turn)
      turn = undefined
      readSome(Number.POSITIVE_INFINITY)
    },
  }
}
