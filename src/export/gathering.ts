import { startTimer } from '../emit/index.ts'

/**
 * Passes on what comes, together with what comes close behind it: the first at once, what follows it within a moment when
 * the moment is over. Keeps no process alive.
 *
 *     add(a), and 2 ms later add(b), add(c) → pass([a]) at once, pass([b, c]) when the moment is over
 */
export class Gathering<Item> {
  readonly #pass: (items: Item[]) => void
  readonly #millis: number
  readonly #maxItems: number
  #items: Item[] = []
  #until = 0
  #stopTimer: (() => void) | undefined

  /**
   * @param millis how long a moment is
   * @param maxItems so many are passed on without waiting for its end
   */
  constructor(pass: (items: Item[]) => void, millis: number, maxItems: number) {
    this.#pass = pass
    this.#millis = millis
    this.#maxItems = maxItems
  }

  /** Whether what is added now may have to wait for others. */
  get isUnderWay(): boolean {
    return performance.now() < this.#until
  }

  add(item: Item): void {
    this.#items.push(item)
    const left = this.#until - performance.now()
    if (left <= 0 || this.#items.length >= this.#maxItems) this.flush()
    else this.#stopTimer ??= startTimer(() => this.flush(), Math.ceil(left))
  }

  /** Passes on now what waits. */
  flush(): void {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    const items = this.#items
    if (items.length === 0) return
    this.#items = []
    this.#until = performance.now() + this.#millis
    this.#pass(items)
  }
}
