/** Something under way, and who waits for its end. */
interface Work {
  onEnd: (() => void)[] | undefined
}

/** What is under way, for those who wait for its end: a promise for each would be more work than what it waits for. */
export class InFlight {
  readonly #works = new Set<Work>()

  /** How many there are. */
  get size(): number {
    return this.#works.size
  }

  /** Begins one, which ends when the function that comes back is called. */
  begin(): () => void {
    const work: Work = { onEnd: undefined }
    this.#works.add(work)
    return () => {
      this.#works.delete(work)
      for (const tell of work.onEnd ?? []) tell()
    }
  }

  /** Settles when all that are under way now have ended. */
  ended(): Promise<void> {
    return new Promise(resolve => {
      let left = this.#works.size
      if (left === 0) resolve()
      for (const work of this.#works) {
        work.onEnd ??= []
        work.onEnd.push(() => {
          left--
          if (left === 0) resolve()
        })
      }
    })
  }
}
