// Not the global one: what tests put in its place may never call.
import { setImmediate } from 'node:timers'

/**
 * Passes on together what comes in one turn of the event loop: when the turn is over, or it is enough.
 *
 *     add(a), add(b), and in a later turn add(c) → pass([a, b]), then pass([c])
 */
export class Turn<Item> {
  readonly #pass: (items: Item[]) => void
  readonly #enough: number
  #items: Item[] = []
  #size = 0
  #isEnding = false

  /** @param enough size of all that is passed on without waiting for the end */
  constructor(pass: (items: Item[]) => void, enough: number) {
    this.#pass = pass
    this.#enough = enough
  }

  add(item: Item, size: number): void {
    this.#items.push(item)
    this.#size += size
    if (this.#size >= this.#enough) this.flush()
    else if (!this.#isEnding) {
      this.#isEnding = true
      setImmediate(this.#end)
    }
  }

  /** Passes on now what waits. */
  flush(): void {
    const items = this.#items
    if (items.length === 0) return
    this.#items = []
    this.#size = 0
    this.#pass(items)
  }

  readonly #end = (): void => {
    this.#isEnding = false
    this.flush()
  }
}
