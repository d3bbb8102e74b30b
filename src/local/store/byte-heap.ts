const SLAB_BYTES = 2 ** 20
const LENGTH_BYTES = 4

interface Slab {
  bytes: Buffer
  /** Where the next one begins. */
  end: number
  /** Bytes of those that are kept, in this slab. */
  live: number
}

/** Where something is kept: the number of its slab times a slab's size, and where it begins there. */
export type Place = number

/**
 * Keeps very many byte strings, in large pieces of memory: as objects, each would cost the garbage collector its share.
 * What is freed leaves a gap; a slab that is all gap is used again.
 */
export class ByteHeap {
  readonly #slabs: (Slab | undefined)[] = []
  readonly #spare: Buffer[] = []
  readonly #freeNumbers: number[] = []
  /** The number of the slab that is written to. */
  #current = -1
  #live = 0
  #allocated = 0

  /** Gaps are a quarter of all memory: those who keep places may {@link move} what is in the way of freeing it. */
  get isSparse(): boolean {
    return this.#allocated > this.#live * 1.25 + 8 * SLAB_BYTES
  }

  /** Keeps a copy of some bytes, one behind the other. */
  put(...parts: Uint8Array[]): Place {
    let length = 0
    for (const part of parts) length += part.length
    const size = LENGTH_BYTES + length
    const number = this.#roomFor(size)
    const slab = this.#slabs[number]!
    const at = slab.end
    slab.end = slab.bytes.writeUInt32LE(length, at)
    for (const part of parts) {
      slab.bytes.set(part, slab.end)
      slab.end += part.length
    }
    slab.live += size
    this.#live += size
    return number * SLAB_BYTES + at
  }

  /** What was put there: a view, to be read before anything is freed. */
  get(place: Place): Buffer {
    const { bytes } = this.#slabs[Math.floor(place / SLAB_BYTES)]!
    const at = place % SLAB_BYTES
    const start = at + LENGTH_BYTES
    return bytes.subarray(start, start + bytes.readUInt32LE(at))
  }

  free(place: Place): void {
    const number = Math.floor(place / SLAB_BYTES)
    const slab = this.#slabs[number]!
    const size = LENGTH_BYTES + slab.bytes.readUInt32LE(place % SLAB_BYTES)
    slab.live -= size
    this.#live -= size
    if (slab.live > 0) return
    if (number === this.#current) slab.end = 0
    else this.#drop(number, slab)
  }

  /** Takes what lies among gaps elsewhere, and gives the place where it is now. */
  move(place: Place): Place {
    const number = Math.floor(place / SLAB_BYTES)
    const { bytes, live } = this.#slabs[number]!
    if (number === this.#current || live > bytes.length * 0.9) return place
    const moved = this.put(this.get(place))
    this.free(place)
    return moved
  }

  #roomFor(size: number): number {
    const current = this.#slabs[this.#current]
    if (current && current.end + size <= current.bytes.length) return this.#current
    // What is larger than a slab has one of its own.
    const bytes =
      size > SLAB_BYTES
        ? Buffer.allocUnsafeSlow(size)
        : (this.#spare.pop() ?? Buffer.allocUnsafeSlow(SLAB_BYTES))
    const number = this.#freeNumbers.pop() ?? this.#slabs.length
    this.#slabs[number] = { bytes, end: 0, live: 0 }
    this.#allocated += bytes.length
    if (size <= SLAB_BYTES) this.#current = number
    return number
  }

  #drop(number: number, { bytes }: Slab): void {
    this.#slabs[number] = undefined
    this.#freeNumbers.push(number)
    this.#allocated -= bytes.length
    if (bytes.length === SLAB_BYTES) this.#spare.push(bytes)
  }
}
