import { anyValue, escaped, quote } from './any-value.ts'

/** What is at the end of the text, which decides how the next member begins. */
const BEGUN = 0
const VALUE = 1
/** A text that lacks its closing quote: the next member brings it along. */
const OPEN_TEXT = 2

/**
 * Writes a JSON object member by member, straight into text: a span becomes its document with no object in between.
 * A member without a value leaves no trace, and neither does an object without a member.
 *
 *     json.string('name', 'shop'); json.open('http'); json.number('status', undefined); json.close(); json.finish()
 *     → {"name":"shop"
 *
 * It makes few pieces, since each costs: quotes, commas and braces are written with the key, which is remembered.
 */
export class JsonWriter {
  #text = '{'
  #end: typeof BEGUN | typeof VALUE | typeof OPEN_TEXT = BEGUN
  /** The text and its end before each object that is open. */
  readonly #textBefore: string[] = []
  readonly #endBefore: (typeof BEGUN | typeof VALUE | typeof OPEN_TEXT)[] = []

  string(key: string, value: string | undefined): void {
    if (value !== undefined) this.plain(key, escaped(value))
  }

  /** A text that has nothing in it which JSON would escape. */
  plain(key: string, value: string): void {
    this.#text += leadOf(key)[this.#end * 3 + BEFORE_TEXT]! + value
    this.#end = OPEN_TEXT
  }

  number(key: string, value: number | undefined): void {
    if (value !== undefined) this.json(key, `${value}`)
  }

  /** A member that is true, or not there. */
  flag(key: string, isSet: boolean): void {
    if (isSet) this.json(key, 'true')
  }

  /** A member of any value; nothing for `undefined`. */
  any(key: string, value: unknown): void {
    if (typeof value === 'string') this.plain(key, escaped(value))
    else if (value !== undefined) this.json(key, anyValue(value))
  }

  /** A member whose value is JSON already. */
  json(key: string, json: string): void {
    this.#text += leadOf(key)[this.#end * 3 + BEFORE_JSON]! + json
    this.#end = VALUE
  }

  /** Members that are JSON already, the first of them without a comma; nothing for an empty text. */
  members(json: string): void {
    if (json === '') return
    this.#text += BEFORE_MEMBER[this.#end]! + json
    this.#end = VALUE
  }

  /** Begins an object within. */
  open(key: string): void {
    this.#textBefore.push(this.#text)
    this.#endBefore.push(this.#end)
    this.#text += leadOf(key)[this.#end * 3 + BEFORE_OBJECT]!
    this.#end = BEGUN
  }

  /** Ends the object that was opened last; where it has no member, as if it had not been opened. */
  close(): void {
    const textBefore = this.#textBefore.pop()!
    const endBefore = this.#endBefore.pop()!
    if (this.#end === BEGUN) {
      this.#text = textBefore
      this.#end = endBefore
    } else {
      this.#text += this.#end === OPEN_TEXT ? '"}' : '}'
      this.#end = VALUE
    }
  }

  /** The text, whose outermost object is open at its end. */
  finish(): string {
    return this.#end === OPEN_TEXT ? `${this.#text}"` : this.#text
  }
}

/** What stands in front of a member, by what is at the end of the text. */
const BEFORE_MEMBER = ['', ',', '",']

/** The kinds of value a key may stand in front of. */
const BEFORE_JSON = 0
const BEFORE_TEXT = 1
const BEFORE_OBJECT = 2
const VALUE_STARTS = ['', '"', '{']

/** Keys whose leads are remembered: an app has few, and uses each again and again. */
const MAX_LEADS = 2000
const leads = new Map<string, readonly string[]>()

/** All that a key may look like in front of its value: for each end of the text, for each kind of value. */
function leadOf(key: string): readonly string[] {
  return leads.get(key) ?? makeLead(key)
}

function makeLead(key: string): readonly string[] {
  const quoted = quote(key)
  const lead = BEFORE_MEMBER.flatMap(before => VALUE_STARTS.map(start => `${before}${quoted}:${start}`))
  if (leads.size < MAX_LEADS && key.length < 200) leads.set(key, lead)
  return lead
}
