import { cutText } from './cut-text.ts'
import type { Attributes } from './ended-span.ts'
import { wholeNumber } from './whole-number.ts'

/** Attributes that are walked over in search of one. Few spans have more. */
const MAX_WALKED = 256

/** A document has no room for more. */
const MAX_ATTRIBUTES = 10_000

/**
 * The ledger of a span's attributes: a block that puts an attribute into the document takes it, and what nobody took
 * becomes an annotation or metadata. So no attribute is lost, and the order of the blocks does not matter.
 *
 * An attribute of the wrong type is not taken: it stays, and is seen in the metadata.
 */
export class Claims {
  /** Attributes that are not looked at, since there are far too many. */
  readonly leftOut: number
  /** Keys and their values side by side: a span has few, and a walk beats a map. */
  readonly #keys: readonly string[]
  readonly #values: readonly unknown[]
  /** Which are taken: a bit for each of the first 32, and the places of others. */
  #taken = 0
  #takenBeyond: Set<number> | undefined
  /** A bit for each length that a key has: most of those that are asked for are not there, and this tells at once. */
  #lengths = 0
  /** Where each key is, of so many that a walk takes long. */
  readonly #places: ReadonlyMap<string, number> | undefined
  #kept: Map<string, string> | undefined

  constructor(attributes: Attributes) {
    const keys = Object.keys(attributes)
    this.leftOut = Math.max(0, keys.length - MAX_ATTRIBUTES)
    this.#keys = this.leftOut > 0 ? keys.slice(0, MAX_ATTRIBUTES) : keys
    this.#values = this.leftOut > 0 ? this.#keys.map(key => attributes[key]) : Object.values(attributes)
    if (this.#keys.length > MAX_WALKED) this.#places = new Map(this.#keys.map((key, index) => [key, index]))
    else
      for (let index = 0; index < this.#keys.length; index++)
        this.#lengths |= 1 << (this.#keys[index]!.length & 31)
  }

  /** How many attributes there are. */
  get size(): number {
    return this.#keys.length
  }

  /** Characters of all texts. */
  get textLength(): number {
    return this.#values.reduce(
      (sum: number, value) => sum + (typeof value === 'string' ? value.length : 0),
      0,
    )
  }

  keyAt(index: number): string {
    return this.#keys[index]!
  }

  valueAt(index: number): unknown {
    return this.#values[index]
  }

  isTakenAt(index: number): boolean {
    return index < 32 ? (this.#taken & (1 << index)) !== 0 : this.#takenBeyond?.has(index) === true
  }

  /** Claims the attribute at this place. */
  takeAt(index: number): void {
    if (index < 32) {
      this.#taken |= 1 << index
    } else {
      this.#takenBeyond ??= new Set()
      this.#takenBeyond.add(index)
    }
  }

  /** The value, which stays unclaimed. */
  peek(key: string): unknown {
    const index = this.#indexOf(key)
    return index < 0 ? undefined : this.#values[index]
  }

  /** The non-empty text, which stays unclaimed; `undefined` where there is none. */
  peekText(key: string): string | undefined {
    const value = this.peek(key)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  /** The whole number of the first of these keys that has one, which stays unclaimed; `undefined` where there is none. */
  peekNumber(key: string, olderKey?: string): number | undefined {
    const number = wholeNumber(this.peek(key))
    return number === undefined && olderKey !== undefined ? this.peekNumber(olderKey) : number
  }

  /**
   * The non-empty text of the first of these keys that has one, or `undefined`. Claims it, and the older key as well
   * where it says the same.
   */
  string(key: string, olderKey?: string): string | undefined {
    const index = this.#indexOf(key)
    const value = index < 0 ? undefined : this.#values[index]
    if (typeof value !== 'string' || value === '')
      return olderKey === undefined ? undefined : this.string(olderKey)
    this.takeAt(index)
    if (olderKey !== undefined) this.takeSame(olderKey, value)
    return value
  }

  /**
   * The whole number of the first of these keys that has one (digits in a text count), or `undefined`. Claims it, and
   * the older key as well where it says the same.
   */
  number(key: string, olderKey?: string): number | undefined {
    const index = this.#indexOf(key)
    const number = index < 0 ? undefined : wholeNumber(this.#values[index])
    if (number === undefined) return olderKey === undefined ? undefined : this.number(olderKey)
    this.takeAt(index)
    if (olderKey !== undefined) this.takeSame(olderKey, this.#values[index])
    return number
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
    return cutText(text, maxChars)
  }

  /** Whole texts that a field had no room for, by their keys. */
  get kept(): ReadonlyMap<string, string> | undefined {
    return this.#kept
  }

  /** Claims a key whose value has been read by other means. */
  take(key: string): void {
    const index = this.#indexOf(key)
    if (index >= 0) this.takeAt(index)
  }

  /** Claims a key whose value says again what another has said. */
  takeSame(key: string, value: unknown): void {
    const index = this.#indexOf(key)
    if (index >= 0 && this.#values[index] === value) this.takeAt(index)
  }

  isTaken(key: string): boolean {
    const index = this.#indexOf(key)
    return index >= 0 && this.isTakenAt(index)
  }

  /** Whether the other's attributes are the same, in the same order. What is claimed plays no part. */
  equals(other: Claims): boolean {
    const keys = this.#keys
    if (keys.length !== other.#keys.length || this.#lengths !== other.#lengths) return false
    for (let index = 0; index < keys.length; index++) {
      if (this.#values[index] !== other.#values[index] || keys[index] !== other.#keys[index]) return false
    }
    return true
  }

  /** Forgets all claims. */
  release(): void {
    this.#taken = 0
    this.#takenBeyond = undefined
    this.#kept = undefined
  }

  #indexOf(key: string): number {
    if ((this.#lengths & (1 << (key.length & 31))) === 0) return this.#places?.get(key) ?? -1
    const keys = this.#keys
    for (let index = 0; index < keys.length; index++) if (keys[index] === key) return index
    return -1
  }
}
