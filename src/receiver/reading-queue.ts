/** Datagrams that wait to be read. */
export interface ReadingQueue {
  /** Puts one at the end. */
  add(datagram: Buffer): void
  /** Reads all that wait, now. */
  empty(): void
}

/** Datagrams that are read in one turn of the event loop while others arrive, and when none did. */
const READ_WHILE_BUSY = 1
const READ_WHILE_QUIET = 64
/** After so many the room of those that were read is given back. */
const COMPACT_AFTER = 4096

/**
 * Reads datagrams a little later than they come, in their order. Taking one off the socket is quick, reading it is not,
 * and the kernel throws away what finds no room: during a burst most of the reading waits.
 *
 * @param maxBytes when more wait than this, two are read for each that comes
 */
export function createReadingQueue(maxBytes: number, read: (datagram: Buffer) => void): ReadingQueue {
  const waiting: Buffer[] = []
  let waitingBytes = 0
  let next = 0
  let hasArrived = false
  let turn: NodeJS.Immediate | undefined

  const readSome = (count: number) => {
    const end = Math.min(waiting.length, next + count)
    while (next < end) {
      const datagram = waiting[next++] as Buffer
      waitingBytes -= datagram.length
      read(datagram)
    }
    if (next === waiting.length || next >= COMPACT_AFTER) {
      waiting.splice(0, next)
      next = 0
    }
  }
  const takeTurn = () => {
    readSome(hasArrived ? READ_WHILE_BUSY : READ_WHILE_QUIET)
    hasArrived = false
    turn = waiting.length > 0 ? setImmediate(takeTurn) : undefined
  }
  return {
    add(datagram) {
      waiting.push(datagram)
      waitingBytes += datagram.length
      hasArrived = true
      if (waitingBytes > maxBytes) readSome(2)
      turn ??= setImmediate(takeTurn)
    },
    empty() {
      clearImmediate(turn)
      turn = undefined
      readSome(waiting.length)
    },
  }
}
