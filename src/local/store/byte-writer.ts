const NUMBER_BYTES = 9
/** A number below this takes five bytes at most. */
const MAX_SHORT = 2 ** 31

/** What is no short number: it stands in eight bytes behind this. */
const LONG = 0
export const NONE = 1
/** The number 0; the others follow. */
export const FIRST = 2
/** Where the texts begin stands before all else. */
export const HEADER_BYTES = 4

/**
 * Writes numbers and texts: small whole numbers in a byte or two, and behind them all texts, in one piece. `ByteReader`
 * reads them in the same order.
 */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024)
  #end = HEADER_BYTES
  #texts = ''
  readonly #places = new Map<string, number>()

  number(value: number | undefined): void {
    if (this.#end + NUMBER_BYTES > this.#bytes.length) this.#grow(NUMBER_BYTES)
    if (value === undefined) this.#bytes[this.#end++] = NONE
    else if (value >= 0 && value < MAX_SHORT && Number.isInteger(value) && !Object.is(value, -0)) {
      let left = value + FIRST
      while (left > 127) {
        this.#bytes[this.#end++] = (left & 127) | 128
        left >>>= 7
      }
      this.#bytes[this.#end++] = left
    } else {
      this.#bytes[this.#end++] = LONG
      this.#end = this.#bytes.writeDoubleLE(value, this.#end)
    }
  }

  /** A text that may have been written before: it is kept once. */
  text(value: string | undefined): void {
    if (value === undefined) {
      this.number(undefined)
      return
    }
    const known = this.#places.get(value)
    this.number(known ?? this.#places.size)
    if (known !== undefined) return
    this.#places.set(value, this.#places.size)
    this.uniqueText(value)
  }

  /** A text that is written once only. */
  uniqueText(value: string | undefined): void {
    this.number(value?.length)
    if (value !== undefined) this.#texts += value
  }

  /** All that was written since the last time: a view, to be copied before the next is written. */
  take(): Buffer {
    const maxTextBytes = this.#texts.length * 3
    if (this.#end + maxTextBytes > this.#bytes.length) this.#grow(maxTextBytes)
    this.#bytes.writeUInt32LE(this.#end, 0)
    const taken = this.#bytes.subarray(0, this.#end + this.#bytes.write(this.#texts, this.#end))
    this.#end = HEADER_BYTES
    this.#texts = ''
    this.#places.clear()
    return taken
  }

  #grow(length: number): void {
    const bytes = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + length))
    this.#bytes.copy(bytes, 0, 0, this.#end)
    this.#bytes = bytes
  }
}
