import type { Place } from './byte-heap.ts'

/** So many are looked through; of more a map is made. */
const MAX_FEW = 16

/** Where the documents of a trace are kept: by their keys, in the order of arrival. Small where there are few, as in most. */
export class DocumentPlaces {
  readonly #keyAt: (place: Place) => string
  #few: Place[] = []
  #many: Map<string, Place> | undefined

  /** @param keyAt reads the key of the document that is kept there */
  constructor(keyAt: (place: Place) => string) {
    this.#keyAt = keyAt
  }

  get size(): number {
    return this.#many?.size ?? this.#few.length
  }

  get(key: string): Place | undefined {
    return this.#many ? this.#many.get(key) : this.#few.find(place => this.#keyAt(place) === key)
  }

  /** Puts one at the end that is not there. */
  add(key: string, place: Place): void {
    if (this.#many) this.#many.set(key, place)
    // Not by push() or `...`, which would make room for many more.
    else this.#few = this.#few.concat(place)
    if (this.#few.length <= MAX_FEW) return
    this.#many = new Map(this.#few.map(each => [this.#keyAt(each), each]))
    this.#few = []
  }

  delete(key: string): void {
    if (this.#many) this.#many.delete(key)
    else this.#few = this.#few.filter(place => this.#keyAt(place) !== key)
  }

  /** All places, in the order of arrival. */
  all(): Place[] {
    return this.#many ? [...this.#many.values()] : this.#few
  }

  /** Each is kept elsewhere now. */
  move(moved: (place: Place) => Place): void {
    if (this.#many) for (const [key, place] of this.#many) this.#many.set(key, moved(place))
    else this.#few = this.#few.map(moved)
  }
}
