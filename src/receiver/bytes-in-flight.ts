/** Bytes of requests that are being received, of all callers together. */
export class BytesInFlight {
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Makes room for so many more; `false` when there is none. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#maxBytes) return false
    this.#bytes += bytes
    return true
  }

  /** Gives room back. */
  release(bytes: number): void {
    this.#bytes -= bytes
  }
}
