import type { Conversion } from '../segment/index.ts'

/** So long it works before others have their turn: what most requests need, many times over. */
const TURN_MILLIS = 20

/**
 * Spans that are made documents of, a while at a time: a request that takes long does not keep datagrams waiting until
 * the kernel throws them away.
 */
export class ConversionQueue {
  readonly #take: (conversion: Conversion) => void
  readonly #waiting: Iterator<Conversion>[] = []
  #turn: NodeJS.Immediate | undefined

  /** @param take gets what each step gives */
  constructor(take: (conversion: Conversion) => void) {
    this.#take = take
  }

  /** Whether all that was added is done. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Puts steps at the end, and takes them now as far as the time is enough. */
  add(steps: Iterator<Conversion>): void {
    this.#waiting.push(steps)
    if (!this.#turn) this.#takeTurn()
  }

  /** Takes all steps that are left, now. */
  empty(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    while (!this.isEmpty) this.#step()
  }

  #takeTurn(): void {
    this.#turn = undefined
    const end = performance.now() + TURN_MILLIS
    while (!this.isEmpty && performance.now() < end) this.#step()
    if (!this.isEmpty) this.#turn = setImmediate(() => this.#takeTurn())
  }

  #step(): void {
    const { done, value } = this.#waiting[0]!.next()
    if (done) this.#waiting.shift()
    else this.#take(value)
  }
}
