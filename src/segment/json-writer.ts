import { anyValue, quote } from './any-value.ts'

/** What was written last, which decides how the next member begins. */
const BEGUN = 0
const VALUE = 1
/** A text that lacks its closing quote: the next member brings it along. */
const OPEN_TEXT = 2

type End = typeof BEGUN | typeof VALUE | typeof OPEN_TEXT

/** Room that there is at first; it grows with the documents. */
const INITIAL_BYTES = 64 * 1024

/** A longer text is better left to Node's own writing, which is slow to call and fast at work. */
const MAX_LOOP_CHARS = 24

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
 * One writer serves many documents, one after the other. What a key looks like in front of its value, with the quotes,
 * commas and braces before and behind it, is remembered.
 */
export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(INITIAL_BYTES)
  #at = 0
  #end: End = BEGUN
  /** Where each object that is open began, and what was written last before it. */
  readonly #openAt: number[] = []
  readonly #endBefore: End[] = []
  /** The second that was written last: the next time is of the same one, mostly. */
  #seconds = 0
  #secondsText = Buffer.from('0')

  /** Begins a document; what was written before is forgotten. */
  begin(): void {
    this.#at = 0
    this.#openAt.length = 0
    this.#endBefore.length = 0
    this.#write(OPEN_BRACE)
    this.#end = BEGUN
  }

  /** Ends the document, or the item, that was begun last. */
  end(): void {
    this.#write(this.#end === OPEN_TEXT ? QUOTE_CLOSE_BRACE : CLOSE_BRACE)
    this.#end = VALUE
  }

  /** A copy of what is written so far. */
  toBytes(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#bytes, 0, this.#at)
  }

  /** What is written so far as text, which is that of an object without its closing brace. */
  toOpenText(): string {
    return this.#bytes.toString('utf8', 0, this.#at) + (this.#end === OPEN_TEXT ? '"' : '')
  }

  string(key: string, value: string | undefined): void {
    if (value === undefined) return
    this.#write(leadOf(key)[this.#end * 4 + BEFORE_TEXT]!)
    this.#writeText(value)
    this.#end = OPEN_TEXT
  }

  number(key: string, value: number | undefined): void {
    if (value !== undefined) this.json(key, `${value}`)
  }

  /** A time as epoch seconds, exactly: `[1763800000, 123456789] → 1763800000.123456789`. */
  time(key: string, [seconds, nanos]: readonly [number, number]): void {
    if (seconds !== this.#seconds) {
      this.#seconds = seconds
      this.#secondsText = Buffer.from(`${seconds}`)
    }
    this.#write(leadOf(key)[this.#end * 4 + BEFORE_JSON]!)
    this.#write(this.#secondsText)
    this.#end = VALUE
    if (nanos === 0) return
    // Most starts are whole milliseconds.
    const isMillis = nanos % 1_000_000 === 0
    this.#writeFraction(isMillis ? nanos / 1_000_000 : nanos, isMillis ? 3 : 9)
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
    this.#write(leadOf(key)[this.#end * 4 + BEFORE_JSON]!)
    this.#writeJson(json)
    this.#end = VALUE
  }

  /** Members that are JSON in UTF-8 already, the first of them without a comma; nothing for no bytes. */
  members(json: Uint8Array): void {
    if (json.length === 0) return
    this.#write(BEFORE_MEMBER[this.#end]!)
    this.#write(json)
    this.#end = VALUE
  }

  /** Begins an object within. */
  open(key: string): void {
    this.#openAt.push(this.#at)
    this.#endBefore.push(this.#end)
    this.#write(leadOf(key)[this.#end * 4 + BEFORE_OBJECT]!)
    this.#end = BEGUN
  }

  /** Ends the object that was opened last; where it has no member, as if it had not been opened. */
  close(): void {
    const openAt = this.#openAt.pop()!
    const endBefore = this.#endBefore.pop()!
    if (this.#end === BEGUN) {
      this.#at = openAt
      this.#end = endBefore
    } else {
      this.end()
    }
  }

  /** Begins a list. */
  openList(key: string): void {
    this.#write(leadOf(key)[this.#end * 4 + BEFORE_LIST]!)
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
    this.#write(json)
    this.#end = VALUE
  }

  /** Ends the list. */
  closeList(): void {
    this.#write(CLOSE_BRACKET)
    this.#end = VALUE
  }

  #write(bytes: Uint8Array): void {
    const length = bytes.length
    this.#makeRoom(length)
    const target = this.#bytes
    let at = this.#at
    if (length > 64) {
      target.set(bytes, at)
      at += length
    } else {
      for (let index = 0; index < length; index++) target[at++] = bytes[index]!
    }
    this.#at = at
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

  #writeFraction(digits: number, count: number): void {
    this.#makeRoom(count + 1)
    const target = this.#bytes
    target[this.#at] = 0x2e
    let rest = digits
    for (let at = this.#at + count; at > this.#at; at--) {
      const next = Math.trunc(rest / 10)
      target[at] = 0x30 + rest - next * 10
      rest = next
    }
    this.#at += count + 1
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
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + bytes))
    larger.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = larger
  }
}

const OPEN_BRACE = Buffer.from('{')
const CLOSE_BRACE = Buffer.from('}')
const QUOTE_CLOSE_BRACE = Buffer.from('"}')
const COMMA = Buffer.from(',')
const COMMA_OPEN_BRACE = Buffer.from(',{')
const CLOSE_BRACKET = Buffer.from(']')

/** What stands in front of a member, by what was written last. */
const MEMBER_STARTS = ['', ',', '",']
const BEFORE_MEMBER = MEMBER_STARTS.map(start => Buffer.from(start))

/** The kinds of value a key may stand in front of. */
const BEFORE_JSON = 0
const BEFORE_TEXT = 1
const BEFORE_OBJECT = 2
const BEFORE_LIST = 3
const VALUE_STARTS = ['', '"', '{', '[']

/** Keys whose leads are remembered: an app has few, and uses each again and again. */
const MAX_LEADS = 2000
const leads = new Map<string, readonly Uint8Array[]>()

/** All that a key may look like in front of its value: after each end, for each kind of value. */
function leadOf(key: string): readonly Uint8Array[] {
  return leads.get(key) ?? makeLead(key)
}

function makeLead(key: string): readonly Uint8Array[] {
  const quoted = quote(key)
  const texts = MEMBER_STARTS.flatMap(before => VALUE_STARTS.map(start => `${before}${quoted}:${start}`))
  const lead = texts.map(text => Buffer.from(text))
  if (leads.size < MAX_LEADS && key.length < 200) leads.set(key, lead)
  return lead
}
