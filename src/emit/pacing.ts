/**
 * What a receiver may hold unread, in bytes of kernel memory. Linux gives a socket 212,992 by default, a quarter of which it
 * may still book for what the receiver has read. The rest is for others that send.
 */
const WINDOW_BYTES = 128 * 1024

/** Room that is enough for any datagram: a large one may go over the window by so much that a default buffer still takes it. */
const ENOUGH_BYTES = 40 * 1024

/** How fast a receiver is taken to read where it can't be watched. */
const BYTES_PER_MILLI = 8 * 1024

/** The smallest window. Linux takes a datagram of any size where nothing else waits. */
const MIN_WINDOW_BYTES = 1024

/** By what part a window that is too small grows each time the receiver is asked. */
const GROWTH = 1 / 64

/** How long a receiver has to read before it is asked: in the middle of a burst the answer would be little room. */
const READING_MILLIS = 3

/**
 * Keeps a burst of datagrams from overrunning the receiver's buffer, which loses them in silence. Lets a window of them
 * pass, then asks how much of it the receiver has read; where nobody can tell, it takes it to read steadily.
 */
export class Pacing {
  readonly #unreadBytes: (now: number) => number | undefined
  #windowBytes = WINDOW_BYTES
  #credit = WINDOW_BYTES
  #creditAt = 0
  /** Whether the receiver can be asked, as far as is known. */
  #isWatched = true
  /** What has passed since it was asked. */
  #passedBytes = 0
  /** When a datagram last passed, or the receiver was asked. */
  #busyAt = Number.NEGATIVE_INFINITY

  /** @param unreadBytes what waits in the receiver's buffer, if that can be known */
  constructor(unreadBytes: (now: number) => number | undefined) {
    this.#unreadBytes = unreadBytes
  }

  /**
   * Whether a datagram of this size may go now; else ask again some milliseconds later.
   *
   * @param now milliseconds of a clock that nobody sets
   */
  admits(datagramBytes: number, now: number): boolean {
    const bytes = kernelBytes(datagramBytes)
    const needed = Math.min(bytes, ENOUGH_BYTES, this.#windowBytes)
    if (!this.#isWatched) this.#earn(now)
    if (this.#credit < needed && now - this.#busyAt >= READING_MILLIS) this.#ask(now)
    // It may be there again: at the rate of a quiet app the credit would last for ever.
    else if (!this.#isWatched && this.#passedBytes >= WINDOW_BYTES) this.#ask(now)
    if (this.#credit < needed) return false
    this.#credit -= bytes
    this.#passedBytes += bytes
    this.#busyAt = now
    return true
  }

  /** Asks before the next datagram: the receiver may be another one. */
  startAnew(): void {
    this.#isWatched = true
    this.#credit = 0
    this.#busyAt = Number.NEGATIVE_INFINITY
  }

  /** Lets half as much pass from now on: the receiver had no room for it. */
  narrow(): void {
    this.#windowBytes = Math.max(this.#windowBytes / 2, MIN_WINDOW_BYTES)
    this.startAnew()
  }

  #earn(now: number): void {
    const earned = Math.max(now - this.#creditAt, 0) * BYTES_PER_MILLI
    this.#credit = Math.min(this.#windowBytes, this.#credit + earned)
    this.#creditAt = now
  }

  #ask(now: number): void {
    const unread = this.#unreadBytes(now)
    this.#busyAt = now
    this.#creditAt = now
    this.#passedBytes = 0
    this.#isWatched = unread !== undefined
    if (unread === undefined) return
    this.#windowBytes = Math.min(this.#windowBytes * (1 + GROWTH), WINDOW_BYTES)
    this.#credit = this.#windowBytes - unread
  }
}

/** The size from which Linux does not double the space of a datagram any more. */
const LARGE_BYTES = 16_000

/** About what Linux books for a datagram on the loopback interface: its space is a power of two, and its own record. */
function kernelBytes(datagramBytes: number): number {
  const bytes = datagramBytes + HEADERS_BYTES
  return RECORD_BYTES + (bytes < LARGE_BYTES ? 2 ** (32 - Math.clz32(bytes - 1)) : bytes)
}

/** Headers of the protocols and of the space itself. */
const HEADERS_BYTES = 400

const RECORD_BYTES = 256
