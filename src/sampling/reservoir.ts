/** What became of a request that asked a reservoir. */
export type Draw = 'taken' | 'borrowed' | 'empty'

/**
 * How many requests a second are taken whatever the rate says. With a quota that X-Ray gave and whose time is not over:
 * as many as it says. Without: one, which is borrowed from what all clients may take together.
 */
export class Reservoir {
  #quota = 0
  #quotaEndMillis = 0
  #second = Number.NaN
  #taken = 0

  /** Takes so many a second, 0 for none, until this time, in epoch milliseconds. */
  setQuota(perSecond: number, endMillis: number): void {
    this.#quota = perSecond
    this.#quotaEndMillis = endMillis
  }

  /**
   * Whether one more request is taken now.
   *
   * @param size what all clients may take together: of 0 nothing is borrowed
   */
  draw(nowMillis: number, size: number): Draw {
    const second = Math.floor(nowMillis / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#taken = 0
    }
    const hasQuota = nowMillis < this.#quotaEndMillis
    if (this.#taken >= (hasQuota ? this.#quota : Math.min(size, 1))) return 'empty'
    this.#taken++
    return hasQuota ? 'taken' : 'borrowed'
  }
}
