/** What began between two calls of `ended()`. */
interface Stretch {
  underWay: number
  onEnd: (() => void) | undefined
  /** Ends any one of them: a function for each would wait with it, and be copied by the garbage collector. */
  readonly end: () => void
}

/** What is under way, for those who wait for its end: a promise for each would be more work than what it waits for. */
export class InFlight {
  #size = 0
  #stretch = this.#newStretch()
  /** Earlier stretches that somebody waits for. */
  #waitedFor: Promise<unknown> = Promise.resolve()

  /** How many there are. */
  get size(): number {
    return this.#size
  }

  /** Begins one, which ends when the function that comes back is called; call it once. */
  begin(): () => void {
    this.#stretch.underWay++
    this.#size++
    return this.#stretch.end
  }

  /** Settles when all that are under way now have ended. */
  ended(): Promise<void> {
    const stretch = this.#stretch
    const isOver = new Promise<void>(resolve => {
      if (stretch.underWay === 0) resolve()
      else stretch.onEnd = resolve
    })
    this.#stretch = this.#newStretch()
    this.#waitedFor = Promise.all([this.#waitedFor, isOver])
    return this.#waitedFor.then(() => {})
  }

  #newStretch(): Stretch {
    const stretch: Stretch = {
      underWay: 0,
      onEnd: undefined,
      end: () => {
        this.#size--
        if (--stretch.underWay === 0) stretch.onEnd?.()
      },
    }
    return stretch
  }
}
