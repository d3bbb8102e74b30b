import { anyValue, quote } from './any-value.ts'
import { type EpochTime, epochTime, isEpochTime } from './epoch-time.ts'
import { Fragment, fragmentWords } from './json-fragment.ts'
import {
  BEFORE_JSON,
  BEFORE_LIST,
  BEFORE_OBJECT,
  BEFORE_TEXT,
  leadOf,
  MEMBER_STARTS,
  VALUE_STARTS,
} from './json-lead.ts'

/** What was written last, which decides how the next member begins. */
const BEGUN = 0
const VALUE = 1
/** A text that lacks its closing quote: the next member brings it along. */
const OPEN_TEXT = 2

type End = typeof BEGUN | typeof VALUE | typeof OPEN_TEXT

/** Room for a time: two words for its seconds, ten bytes for the rest and one that is written over. */
const MAX_TIME_BYTES = 32

/** A slab holds many documents; for one that is larger, a larger slab is made. */
const SLAB_BYTES = 64 * 1024

/** A longer text is better left to Node's own writing, which is slow to call and fast at work. */
const MAX_LOOP_CHARS = 40

const COMMA_BYTE = 0x2c

/** What is not ASCII, or stands in JSON as something else. */
const NOT_PLAIN = /[^ !#-[\]-~]/
const NOT_ASCII = /[^ -~]/

/**
 * Writes a JSON object member by member, straight into bytes of UTF-8: a span becomes its document with no object and no
 * text in between. A member without a value leaves no trace, and neither does an object without a member.
 *
 *     json.begin(); json.string('name', 'shop'); json.open('http'); json.number('status', undefined); json.close(); json.end()
 *     → {"name":"shop"}
 *
 * One writer serves many documents, which lie one behind the other in its memory and are not copied out of it. What a key
 * looks like in front of its value, with the quotes, commas and braces before and behind it, is remembered.
 */
export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(0)
  #view = new DataView(this.#bytes.buffer)
  /** Where the document begins; what lies before it belongs to others. */
  #start = 0
  #at = 0
  #end: End = BEGUN
  /** How many objects are open; where each began, and what was written last before it. */
  #depth = 0
  readonly #openAt: number[] = []
  readonly #endBefore: End[] = []
  /** The second that was written last: the next time is of the same one, mostly. */
  #seconds = Number.NaN
  #secondsLength = 0
  readonly #secondsWords = new Float64Array(2)

  /** Begins a document; what was written before and not taken is forgotten. */
  begin(): void {
    // A huge slab is not kept alive by small documents.
    if (this.#bytes.length > SLAB_BYTES) this.#useSlab(SLAB_BYTES)
    this.#at = this.#start
    this.#depth = 0
    this.#write(OPEN_BRACE)
    this.#end = BEGUN
  }

  /** Ends the document, or the item, that was begun last. */
  end(): void {
    this.#write(this.#end === OPEN_TEXT ? QUOTE_CLOSE_BRACE : CLOSE_BRACE)
    this.#end = VALUE
  }

  /** Takes the document out: nothing is written there any more. */
  take(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.buffer, this.#start, this.length)
    this.#start = this.#at
    // A large slab is several times as large as its only document, which may wait long to be sent.
    return this.#bytes.length > SLAB_BYTES ? taken.slice() : taken
  }

  /** Bytes of the document so far. */
  get length(): number {
    return this.#at - this.#start
  }

  /** Where the next member will begin, for `membersSince`. */
  mark(): number {
    if (this.#end === OPEN_TEXT) {
      this.#write(QUOTE)
      this.#end = VALUE
    }
    return this.length
  }

  /** A copy of the members that were written since the mark, the first of them without a comma. */
  membersSince(mark: number): Uint8Array {
    const end = this.mark()
    const bytes = this.#bytes.subarray(this.#start + mark, this.#start + end)
    return new Uint8Array(bytes[0] === COMMA_BYTE ? bytes.subarray(1) : bytes)
  }

  /** What is written so far as text, which is that of an object without its closing brace. */
  toOpenText(): string {
    return this.#bytes.toString('utf8', this.#start, this.#at) + (this.#end === OPEN_TEXT ? '"' : '')
  }

  string(key: string, value: string | undefined): void {
    if (value === undefined) return
    this.#writeLead(key, BEFORE_TEXT)
    this.#writeText(value)
    this.#end = OPEN_TEXT
  }

  number(key: string, value: number | undefined): void {
    if (value !== undefined) this.json(key, `${value}`)
  }

  /** A time as epoch seconds, exactly: `[1763800000, 123456789] → 1763800000.123456789`. */
  time(key: string, time: EpochTime): void {
    let seconds = time[0]
    let nanos = time[1]
    if (!isEpochTime(seconds, nanos)) [seconds, nanos] = epochTime(time)
    if (seconds !== this.#seconds) this.#useSeconds(seconds)
    this.#writeLead(key, BEFORE_JSON)
    this.#end = VALUE
    this.#makeRoom(MAX_TIME_BYTES)
    const view = this.#view
    const at = this.#at + this.#secondsLength
    view.setFloat64(this.#at, this.#secondsWords[0]!)
    view.setFloat64(this.#at + 8, this.#secondsWords[1]!)
    this.#at = at
    if (nanos === 0) return
    const millis = Math.trunc(nanos / 1_000_000)
    view.setUint32(at, THREE_DIGITS[millis]! | POINT)
    this.#at = at + 4
    const rest = nanos - millis * 1_000_000
    // Most starts are whole milliseconds.
    if (rest === 0) return
    const micros = Math.trunc(rest / 1000)
    view.setUint32(at + 4, THREE_DIGITS[micros]! << 8)
    view.setUint32(at + 7, THREE_DIGITS[rest - micros * 1000]! << 8)
    this.#at = at + 10
  }

  /** A member that is true, or not there. */
  flag(key: string, isSet: boolean): void {
    if (isSet) this.json(key, 'true')
  }

  /** A member of any value; nothing for `undefined`. */
  any(key: string, value: unknown): void {
    if (typeof value === 'string') this.string(key, value)
    else if (value !== undefined) this.json(key, anyValue(value))
  }

  /** A member whose value is JSON already. */
  json(key: string, json: string): void {
    this.#writeLead(key, BEFORE_JSON)
    this.#writeJson(json)
    this.#end = VALUE
  }

  /** Members that are JSON in UTF-8 already, the first of them without a comma; nothing for no bytes. */
  members(json: Uint8Array): void {
    if (json.length === 0) return
    this.#write(BEFORE_MEMBER[this.#end]!)
    this.#writeBytes(json)
    this.#end = VALUE
  }

  /** Begins an object within. */
  open(key: string): void {
    this.#openAt[this.#depth] = this.length
    this.#endBefore[this.#depth] = this.#end
    this.#depth++
    this.#writeLead(key, BEFORE_OBJECT)
    this.#end = BEGUN
  }

  /** Ends the object that was opened last; where it has no member, as if it had not been opened. */
  close(): void {
    this.#depth--
    if (this.#end === BEGUN) {
      this.#at = this.#start + this.#openAt[this.#depth]!
      this.#end = this.#endBefore[this.#depth]!
    } else {
      this.end()
    }
  }

  /** Begins a list. */
  openList(key: string): void {
    this.#writeLead(key, BEFORE_LIST)
    this.#end = BEGUN
  }

  /** Begins an object in the list; `end` ends it. */
  beginItem(): void {
    this.#write(this.#end === BEGUN ? OPEN_BRACE : COMMA_OPEN_BRACE)
    this.#end = BEGUN
  }

  /** An item that is JSON in UTF-8 already. */
  item(json: Uint8Array): void {
    if (this.#end !== BEGUN) this.#write(COMMA)
    this.#writeBytes(json)
    this.#end = VALUE
  }

  /** Ends the list. */
  closeList(): void {
    this.#write(CLOSE_BRACKET)
    this.#end = VALUE
  }

  /** The key in front of its value, and what ends the member before it. */
  #writeLead(key: string, kind: number): void {
    const lead = leadOf(key)
    if (lead) this.#write(lead[this.#end * 4 + kind]!)
    else this.#writeJson(`${MEMBER_STARTS[this.#end]}${quote(key)}:${VALUE_STARTS[kind]}`)
  }

  #write({ start, end, length }: Fragment): void {
    this.#makeRoom((end - start) * 8)
    const words = fragmentWords
    let at = this.#at
    for (let index = start; index < end; index++, at += 8) this.#view.setFloat64(at, words[index]!)
    this.#at += length
  }

  #writeBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** A text as it stands between the quotes of JSON. */
  #writeText(text: string): void {
    const length = text.length
    this.#makeRoom(length)
    if (length > MAX_LOOP_CHARS) {
      if (NOT_PLAIN.test(text)) this.#writeJson(quote(text).slice(1, -1))
      else this.#at += this.#bytes.write(text, this.#at, 'latin1')
      return
    }
    const target = this.#bytes
    let at = this.#at
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index)
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) {
        this.#writeJson(quote(text).slice(1, -1))
        return
      }
      target[at++] = code
    }
    this.#at = at
  }

  #useSeconds(seconds: number): void {
    const digits = `${seconds}`
    const view = new DataView(new ArrayBuffer(16))
    for (let index = 0; index < digits.length; index++) view.setUint8(index, digits.charCodeAt(index))
    this.#seconds = seconds
    this.#secondsLength = digits.length
    this.#secondsWords[0] = view.getFloat64(0)
    this.#secondsWords[1] = view.getFloat64(8)
  }

  /** JSON in whatever characters. */
  #writeJson(json: string): void {
    const length = json.length
    this.#makeRoom(length * 3)
    if (length > MAX_LOOP_CHARS || NOT_ASCII.test(json)) {
      this.#at += this.#bytes.write(json, this.#at)
      return
    }
    const target = this.#bytes
    let at = this.#at
    for (let index = 0; index < length; index++) target[at++] = json.charCodeAt(index)
    this.#at = at
  }

  #makeRoom(bytes: number): void {
    if (this.#at + bytes > this.#bytes.length) this.#move(bytes)
  }

  /** Goes on in another slab, with what is written of this document. */
  #move(bytes: number): void {
    const written = this.#bytes.subarray(this.#start, this.#at)
    const needed = written.length + bytes
    this.#useSlab(needed <= SLAB_BYTES ? SLAB_BYTES : 2 * needed)
    this.#bytes.set(written)
    this.#at = written.length
  }

  #useSlab(bytes: number): void {
    this.#bytes = Buffer.allocUnsafeSlow(bytes)
    this.#view = new DataView(this.#bytes.buffer)
    this.#start = 0
    this.#at = 0
  }
}

const OPEN_BRACE = new Fragment('{')
const CLOSE_BRACE = new Fragment('}')
const QUOTE_CLOSE_BRACE = new Fragment('"}')
const COMMA = new Fragment(',')
const QUOTE = new Fragment('"')
const COMMA_OPEN_BRACE = new Fragment(',{')
const CLOSE_BRACKET = new Fragment(']')

const BEFORE_MEMBER = MEMBER_STARTS.map(start => new Fragment(start))

/** `000` to `999`, as numbers of three bytes. */
const THREE_DIGITS = Uint32Array.from({ length: 1000 }, (_, number) =>
  Buffer.from(String(number).padStart(3, '0')).readUIntBE(0, 3),
)

/** `.` in front of three digits. */
const POINT = 0x2e000000
