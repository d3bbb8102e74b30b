import { DatagramStore } from './datagram-store.ts'

/** Datagrams that wait to be read. */
export interface ReadingQueue {
  /** Puts one at the end: a copy, as its own memory costs more to keep. */
  add(datagram: Buffer): void
  /** Reads all that wait, now. */
  empty(): void
}

/** Datagrams that are read in one turn of the event loop while others arrive, and when none did. */
const READ_WHILE_BUSY = 1
const READ_WHILE_QUIET = 8

/**
 * Reads datagrams a little later than they come, in their order. Taking one off the socket is quick, reading it is not,
 * and the kernel throws away what finds no room: during a burst most of the reading waits.
 *
 * @param maxBytes when more wait than this, two are read for each that comes
 */
export function createReadingQueue(maxBytes: number, read: (datagram: Buffer) => void): ReadingQueue {
  const waiting = new DatagramStore()
  let hasArrived = false
  let turn: NodeJS.Immediate | undefined

  const readSome = (count: number) => {
    for (let left = count; left > 0; left--) {
      const datagram = waiting.take()
      if (!datagram) return
      read(datagram)
    }
  }
  const takeTurn = () => {
    readSome(hasArrived ? READ_WHILE_BUSY : READ_WHILE_QUIET)
    hasArrived = false
    turn = waiting.bytes > 0 ? setImmediate(takeTurn) : undefined
  }
  return {
    add(datagram) {
      waiting.add(datagram)
      hasArrived = true
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
