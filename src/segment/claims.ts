import type { Attributes } from './ended-span.ts'

/**
 * The ledger of a span's attributes: a block that puts an attribute into the document takes it, and what nobody took
 * becomes an annotation or metadata. So no attribute is lost, and the order of the blocks does not matter.
 *
 * An attribute of the wrong type is not taken: it stays, and is seen in the metadata.
 */
export class Claims {
  readonly #attributes: Attributes
  /** A short list, which is read faster than a set. */
  readonly #taken: string[] = []
  #kept: Map<string, string> | undefined

  constructor(attributes: Attributes) {
    this.#attributes = attributes
  }

  /** The value, which stays unclaimed. */
  peek(key: string): unknown {
    return this.#attributes[key]
  }

  /** The non-empty text of the first of these keys that has one, or `undefined`. Claims both keys when it finds one. */
  string(key: string, olderKey?: string): string | undefined {
    const value = this.#attributes[key]
    if (typeof value === 'string' && value !== '') {
      this.#taken.push(key)
      if (olderKey !== undefined && this.#attributes[olderKey] === value) this.#taken.push(olderKey)
      return value
    }
    return olderKey === undefined ? undefined : this.string(olderKey)
  }

  /** The finite number of the first of these keys that has one (digits in a text count), or `undefined`. */
  number(key: string, olderKey?: string): number | undefined {
    const value = this.#attributes[key]
    const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isFinite(number)) {
      this.#taken.push(key)
      if (olderKey !== undefined && this.#attributes[olderKey] === value) this.#taken.push(olderKey)
      return number
    }
    return olderKey === undefined ? undefined : this.number(olderKey)
  }

  /**
   * The text as a field has room for it. Where that is not all of it, the whole text goes into the metadata.
   *
   * @param key under which it is kept there
   */
  fitted(text: string | undefined, maxChars: number, key: string): string | undefined {
    if (text === undefined || text.length <= maxChars) return text
    this.#kept ??= new Map()
    this.#kept.set(key, text)
    return text.slice(0, maxChars)
  }

  /** Whole texts that a field had no room for, by their keys. */
  get kept(): ReadonlyMap<string, string> | undefined {
    return this.#kept
  }

  /** Claims a key whose value has been read by other means. */
  take(key: string): void {
    this.#taken.push(key)
  }

  isTaken(key: string): boolean {
    return this.#taken.includes(key)
  }
}

const DIGITS = /^\d{1,15}$/
