import { FIRST, HEADER_BYTES, NONE } from './byte-writer.ts'

/** Reads what `ByteWriter` has written, in the same order. */
export class ByteReader {
  readonly #bytes: Buffer
  #at = HEADER_BYTES
  readonly #texts: string
  #textAt = 0
  readonly #known: string[] = []

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#texts = bytes.toString('utf8', bytes.readUInt32LE(0))
  }

  number(): number | undefined {
    const bytes = this.#bytes
    let value = bytes[this.#at++]!
    if (value > 127) {
      value &= 127
      // Not with shifts: the largest has a bit more than they keep.
      for (let factor = 128; ; factor *= 128) {
        const byte = bytes[this.#at++]!
        value += (byte & 127) * factor
        if (byte < 128) return value - FIRST
      }
    }
    if (value >= FIRST) return value - FIRST
    if (value === NONE) return undefined
    this.#at += 8
    return bytes.readDoubleLE(this.#at - 8)
  }

  text(): string | undefined {
    const place = this.number()
    if (place === undefined || place < this.#known.length) return this.#known[place!]
    const text = this.uniqueText()!
    this.#known.push(text)
    return text
  }

  uniqueText(): string | undefined {
    const length = this.number()
    if (length === undefined) return undefined
    this.#textAt += length
    return this.#texts.slice(this.#textAt - length, this.#textAt)
  }
}
