/** Datagrams that wait to be looked at. */
export interface DatagramQueue {
  /** Puts a copy of one at the end. */
  add(datagram: Uint8Array): void
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

const SLAB_BYTES = 1024 * 1024
/** The largest datagram that there is, and its length. */
const MIN_SLAB_BYTES = 66_000
const LENGTH_BYTES = 4

/** Memory in which datagrams lie one behind the other, each behind its length. */
interface Slab {
  readonly bytes: Buffer
  /** Up to here they were put in. */
  end: number
  /** Up to here they were looked at. */
  start: number
}

/**
 * Keeps datagrams until there is time to look at them: taking one off the socket is quick, and the kernel throws away what
 * finds no room. During a flood they are only kept.
 *
 * They are copied into a few large pieces of memory, which go when nobody keeps anything of them: a hundred thousand small
 * buffers would have the garbage collector stop the receiving for longer than the kernel's room lasts.
 */
export function createDatagramQueue({
  maxBytes,
  read,
  onCalm = () => {},
  clock = performance.now.bind(performance),
}: DatagramQueueOptions): DatagramQueue {
  const slabBytes = Math.max(MIN_SLAB_BYTES, Math.min(SLAB_BYTES, Math.floor(maxBytes / 8)))
  const slabs: Slab[] = []
  let waitingBytes = 0
  let windowStart = 0
  let arrived = 0
  let isFlood = false
  let hasArrived = false
  let cancelTurn: (() => void) | undefined

  const slabFor = (length: number): Slab => {
    const last = slabs.at(-1)
    if (last && last.end + LENGTH_BYTES + length <= slabBytes) return last
    const slab = { bytes: Buffer.allocUnsafeSlow(slabBytes), start: 0, end: 0 }
    slabs.push(slab)
    return slab
  }
  const readSome = (count: number) => {
    for (let left = count; left > 0 && waitingBytes > 0; left--) {
      // One that was read to its end is filled up before another is begun, and goes then.
      if (slabs[0]!.start === slabs[0]!.end) slabs.shift()
      const slab = slabs[0]!
      const from = slab.start + LENGTH_BYTES
      slab.start = from + slab.bytes.readUInt32LE(slab.start)
      waitingBytes -= slab.start - from
      read(slab.bytes.subarray(from, slab.start))
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
    if (waitingBytes > 0) takeTurnSoon()
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
      const slab = slabFor(datagram.length)
      slab.bytes.writeUInt32LE(datagram.length, slab.end)
      slab.bytes.set(datagram, slab.end + LENGTH_BYTES)
      slab.end += LENGTH_BYTES + datagram.length
      waitingBytes += datagram.length
      arrived++
      hasArrived = true
      if (waitingBytes > maxBytes) readSome(2)
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
