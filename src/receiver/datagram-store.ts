const SLAB_BYTES = 256 * 1024
const LENGTH_BYTES = 4

/**
 * Datagrams in the order in which they came, one behind the other in large pieces of memory. As objects, thousands that
 * wait would be copied by each garbage collection, and while that goes on nothing is read from the socket.
 */
export class DatagramStore {
  readonly #isReused: boolean
  readonly #slabs: Buffer[] = []
  /** One that was read through. */
  #spare: Buffer | undefined
  /** Where the first one begins, in the first slab. */
  #start = 0
  /** Where the next one will begin, in the last slab. */
  #end = SLAB_BYTES
  #bytes = 0

  /** @param isReused the memory of those that were taken is used again: each is read before the next is taken */
  constructor({ isReused = false } = {}) {
    this.#isReused = isReused
  }

  /** Bytes of the datagrams that are kept. */
  get bytes(): number {
    return this.#bytes
  }

  /** Puts a copy at the end; the datagram has at least one byte. */
  add(datagram: Buffer): void {
    if (this.#end + LENGTH_BYTES + datagram.length > SLAB_BYTES) {
      this.#slabs.push(this.#spare ?? Buffer.allocUnsafeSlow(SLAB_BYTES))
      this.#spare = undefined
      this.#end = 0
    }
    const slab = this.#slabs.at(-1)!
    slab.writeUInt32LE(datagram.length, this.#end)
    datagram.copy(slab, this.#end + LENGTH_BYTES)
    this.#end += LENGTH_BYTES + datagram.length
    this.#bytes += datagram.length
    // Behind the last one of a slab stands none.
    if (this.#end + LENGTH_BYTES <= SLAB_BYTES) slab.writeUInt32LE(0, this.#end)
  }

  /** Takes the first one away, or `undefined` when there is none. */
  take(): Buffer | undefined {
    if (this.#bytes === 0) return undefined
    let slab = this.#slabs[0]!
    let length = this.#start + LENGTH_BYTES <= SLAB_BYTES ? slab.readUInt32LE(this.#start) : 0
    if (length === 0) {
      if (this.#isReused) this.#spare = slab
      this.#slabs.shift()
      this.#start = 0
      slab = this.#slabs[0]!
      length = slab.readUInt32LE(0)
    }
    const start = this.#start + LENGTH_BYTES
    this.#start = start + length
    this.#bytes -= length
    return slab.subarray(start, start + length)
  }
}
