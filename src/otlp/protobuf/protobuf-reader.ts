import { TextCache } from './text-cache.ts'

/** Messages in one request: spans, events, links, attributes and values are one each. */
const MAX_MESSAGES = 500_000
/** Groups in groups; nobody sends even one. */
const MAX_GROUPS = 32
const MAX_VARINT_BYTES = 10
const MAX_SHORT_VARINT_BYTES = 5

const VARINT = 0
const FIXED64 = 1
const LENGTH_DELIMITED = 2
const START_GROUP = 3
const END_GROUP = 4
const FIXED32 = 5

const texts = new TextCache()

/** Bytes that are no protobuf, or not of the message that they were said to be. */
export class MalformedProtobuf extends Error {
  override readonly name = 'MalformedProtobuf'
}

/**
 * Reads the fields of protobuf messages one after the other, as bytes come. Who reads a message takes its end, then tags
 * until the end is reached:
 *
 *     const end = reader.beginMessage()
 *     while (reader.at < end) switch (reader.tag()) { case 0x0a: name = reader.text(); break; default: reader.skip(…) }
 *     reader.endMessage(end)
 *
 * A tag is the field's number times eight and its wire type. Every method throws {@link MalformedProtobuf} on bytes that
 * do not have what it reads.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufReader {
  readonly #bytes: Buffer
  readonly #view: DataView
  #messages = 0
  /** The position of the next byte. */
  at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** How many bytes there are. */
  get length(): number {
    return this.#bytes.length
  }

  /** The position behind the message that begins here. */
  beginMessage(): number {
    if (++this.#messages > MAX_MESSAGES)
      throw new MalformedProtobuf(
        `it holds over ${MAX_MESSAGES.toLocaleString('en-US')} messages; send fewer spans`,
      )
    return this.#endOfBytes()
  }

  /** Makes sure that the message ended where it said. */
  endMessage(end: number): void {
    if (this.at !== end) throw this.#malformed(`a field runs over byte ${end}, where its message ends`)
  }

  /** The number of the next field times eight, and its wire type. */
  tag(): number {
    const tag = this.#shortVarint()
    if (tag < 8) throw this.#malformed('a field has the number 0')
    return tag
  }

  /** The low 32 bits of a varint, without a sign. */
  varint(): number {
    const byte = this.#bytes[this.at]
    if (byte === undefined || byte >= 0x80) return this.#longVarint().low >>> 0
    this.at++
    return byte
  }

  /** A whole number of 64 bits, as a BigInt where a number is not exact. */
  int64(): number | bigint {
    const byte = this.#bytes[this.at]
    if (byte !== undefined && byte < 0x80) {
      this.at++
      return byte
    }
    const { low, high } = this.#longVarint()
    const number = high * 0x1_0000_0000 + (low >>> 0)
    return Number.isSafeInteger(number) ? number : (BigInt(high) << 32n) | BigInt(low >>> 0)
  }

  boolean(): boolean {
    const byte = this.#bytes[this.at]
    if (byte !== undefined && byte < 0x80) {
      this.at++
      return byte !== 0
    }
    const { low, high } = this.#longVarint()
    return low !== 0 || high !== 0
  }

  fixed32(): number {
    this.#need(4)
    const value = this.#view.getUint32(this.at, true)
    this.at += 4
    return value
  }

  double(): number {
    this.#need(8)
    const value = this.#view.getFloat64(this.at, true)
    this.at += 8
    return value
  }

  /** Nanoseconds since the epoch in seconds and nanoseconds; `undefined` for 0, which is OTLP's word for none. */
  time(): [number, number] | undefined {
    const low = this.fixed32()
    const high = this.fixed32()
    if (low === 0 && high === 0) return undefined
    // As a double the sum is some hundred nanoseconds off: the seconds may be one off, the rest is exact in 32 bits.
    let seconds = Math.floor((high * 0x1_0000_0000 + low) / 1e9)
    let nanos = (low - Math.imul(seconds, 1e9)) | 0
    if (nanos < 0) {
      seconds--
      nanos += 1e9
    } else if (nanos >= 1e9) {
      seconds++
      nanos -= 1e9
    }
    return [seconds, nanos]
  }

  /** UTF-8; what is none becomes U+FFFD. */
  text(): string {
    const end = this.#endOfBytes()
    const text = texts.read(this.#bytes, this.at, end)
    this.at = end
    return text
  }

  /** Bytes in lower-case hex. */
  hex(): string {
    const end = this.#endOfBytes()
    const hex = this.#bytes.toString('hex', this.at, end)
    this.at = end
    return hex
  }

  /** A copy of the bytes. */
  bytes(): Uint8Array {
    const end = this.#endOfBytes()
    const bytes = Uint8Array.prototype.slice.call(this.#bytes, this.at, end)
    this.at = end
    return new Uint8Array(bytes)
  }

  /** The bytes up to this position as a text of as many characters, to compare by. */
  peekLatin1(end: number): string {
    return this.#bytes.toString('latin1', this.at, end)
  }

  /**
   * Goes over a field that nobody asked for.
   *
   * @param known names of the message's fields, by number: one of these that comes here has the wrong wire type
   */
  skip(tag: number, known: readonly string[]): void {
    const name = known[tag >>> 3]
    if (name) throw this.#malformed(`${name} has the wire type ${tag & 7}, which is another's`)
    this.#skipValue(tag)
  }

  #skipValue(tag: number): void {
    switch (tag & 7) {
      case VARINT:
        this.varint()
        return
      case FIXED64:
        this.#need(8)
        this.at += 8
        return
      case LENGTH_DELIMITED:
        this.at = this.#endOfBytes()
        return
      case START_GROUP:
        this.#skipGroup(tag)
        return
      case FIXED32:
        this.#need(4)
        this.at += 4
        return
      default:
        throw this.#malformed(
          `a field has the wire type ${tag & 7}, which does not exist or ends what never began`,
        )
    }
  }

  #skipGroup(startTag: number): void {
    const open = [startTag]
    while (open.length > 0) {
      const tag = this.tag()
      if ((tag & 7) === START_GROUP) {
        if (open.push(tag) > MAX_GROUPS)
          throw this.#malformed(`over ${MAX_GROUPS} groups stand in each other`)
      } else if ((tag & 7) === END_GROUP) {
        const start = open.pop() as number
        if (tag >>> 3 !== start >>> 3) throw this.#malformed('a group ends that did not begin')
      } else this.#skipValue(tag)
    }
  }

  /** The position behind the bytes whose length stands here. */
  #endOfBytes(): number {
    const length = this.#shortVarint()
    this.#need(length)
    return this.at + length
  }

  #need(count: number): void {
    const left = this.#bytes.length - this.at
    if (count > left) throw this.#malformed(`${count} bytes should follow and ${left} are left`)
  }

  /** A tag or a length, which have at most 32 bits in at most five bytes. */
  #shortVarint(): number {
    const byte = this.#bytes[this.at]
    if (byte !== undefined && byte < 0x80) {
      this.at++
      return byte
    }
    const start = this.at
    const { low, high } = this.#longVarint()
    if (high !== 0 || this.at > start + MAX_SHORT_VARINT_BYTES)
      throw this.#malformed('a tag or a length has over 32 bits')
    return low >>> 0
  }

  #longVarint(): { low: number; high: number } {
    let low = 0
    let high = 0
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) throw this.#malformed('a number is cut off')
      this.at++
      const bits = byte & 0x7f
      if (index < 5) low |= bits << (7 * index)
      if (index === 4) high = bits >> 4
      else if (index > 4) high |= bits << (7 * index - 32)
      if (byte < 0x80) return { low, high }
    }
    throw this.#malformed(`a number has over ${MAX_VARINT_BYTES} bytes`)
  }

  #malformed(what: string): MalformedProtobuf {
    return new MalformedProtobuf(`at byte ${this.at} ${what}`)
  }
}
