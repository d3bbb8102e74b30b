import type { Misfit } from './misfit.ts'
import type { OtlpRefusal } from './parsed-otlp.ts'

const MAX_KEPT = 100
const MAX_MISFITS = 10_000

/** More is wrong with a request than anybody would read. */
export class TooManyMisfits extends Error {
  override readonly name = 'TooManyMisfits'
}

/** What is wrong with parts of a request: the first hundred in words, and how many spans all of them are about. */
export class RefusalList {
  readonly refusals: OtlpRefusal[] = []
  refusedSpans = 0
  #misfits = 0

  /**
   * @param spans how many are lost by it
   * @throws TooManyMisfits after ten thousand
   */
  add({ path, message }: Misfit, spans: number): void {
    if (++this.#misfits > MAX_MISFITS)
      throw new TooManyMisfits(
        `Over ${MAX_MISFITS.toLocaleString('en-US')} values of the request are wrong; the first: ${this.refusals[0]?.message}`,
      )
    this.refusedSpans += spans
    if (this.refusals.length < MAX_KEPT) this.refusals.push({ path, message })
  }
}
