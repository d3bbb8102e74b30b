import { anyValue, quote } from './any-value.ts'

/**
 * Writes a JSON object member by member, straight into text: a span becomes its document with no object in between.
 * A member without a value leaves no trace, and neither does an object without a member.
 *
 *     json.string('name', 'shop'); json.open('http'); json.number('status', undefined); json.close()
 *     → {"name":"shop"
 */
export class JsonWriter {
  /** What is written so far; the outermost object is open at its end. */
  text = '{'
  #isFirst = true
  /** What was written before each object that is open, and whether the object would be a first member. */
  readonly #textBefore: string[] = []
  readonly #wasFirst: boolean[] = []

  string(key: string, value: string | undefined): void {
    if (value !== undefined) this.json(key, quote(value))
  }

  /** A text of ours that has nothing in it which JSON would escape. */
  plain(key: string, value: string): void {
    this.json(key, `"${value}"`)
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
    const json = anyValue(value)
    if (json !== '') this.json(key, json)
  }

  /** A member whose value is JSON already. */
  json(key: string, json: string): void {
    this.text += this.#lead(key) + json
    this.#isFirst = false
  }

  /** Members that are JSON already, the first of them without a comma; nothing for an empty text. */
  members(json: string): void {
    if (json === '') return
    this.text += this.#isFirst ? json : `,${json}`
    this.#isFirst = false
  }

  /** Begins an object within. */
  open(key: string): void {
    const lead = this.#lead(key)
    this.#textBefore.push(this.text)
    this.#wasFirst.push(this.#isFirst)
    this.text += `${lead}{`
    this.#isFirst = true
  }

  /** Ends the object that was opened last; where it has no member, as if it had not been opened. */
  close(): void {
    const textBefore = this.#textBefore.pop()!
    const wasFirst = this.#wasFirst.pop()!
    if (this.#isFirst) {
      this.text = textBefore
      this.#isFirst = wasFirst
    } else {
      this.text += '}'
    }
  }

  /** The key as it stands in front of its value, with the comma before it unless it is the first. */
  #lead(key: string): string {
    const lead = leads.get(key) ?? rememberLead(key)
    return this.#isFirst ? lead.first : lead.next
  }
}

interface Lead {
  readonly first: string
  readonly next: string
}

/** Keys whose JSON is remembered: an app has few, and uses each again and again. */
const MAX_LEADS = 2000
const leads = new Map<string, Lead>()

function rememberLead(key: string): Lead {
  const first = `${quote(key)}:`
  const lead = { first, next: `,${first}` }
  if (leads.size < MAX_LEADS && key.length < 200) leads.set(key, lead)
  return lead
}
