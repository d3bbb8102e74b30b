import type { DocumentErrorCode } from '../document/index.ts'
import type { DatagramErrorCode } from '../receiver/index.ts'

/** Why a document is not taken: X-Ray's codes, and `Throttled` when too many wait. */
export interface DocumentFault {
  code: DocumentErrorCode | 'Throttled'
  /** What is wrong, the value, and the rule. */
  message: string
  /** The document's own id, where it has one. */
  id?: string
}

/** A document, a datagram or spans that were not taken. */
export interface Refusal {
  /** When it came, in epoch milliseconds. */
  atMillis: number
  /** What was wrong: a document, by whichever way it came, spans, or already the datagram around them. */
  what: 'document' | 'datagram' | 'spans'
  code: DocumentFault['code'] | DatagramErrorCode | 'InvalidSpans'
  /** What is wrong, the value, and the rule. */
  message: string
  /** The document's own id, where it has one. */
  id?: string
  /** How the document begins. */
  document?: string
}

/** Counts every refusal by its code, and keeps the last ones whole. */
export class RefusalLog {
  readonly #maxKept: number
  readonly #counts = {
    document: new Map<string, number>(),
    datagram: new Map<string, number>(),
    spans: new Map<string, number>(),
  }
  readonly #last: Refusal[] = []

  constructor(maxKept: number) {
    this.#maxKept = maxKept
  }

  add(refusal: Refusal): void {
    const counts = this.#counts[refusal.what]
    counts.set(refusal.code, (counts.get(refusal.code) ?? 0) + 1)
    this.#last.push(refusal)
    if (this.#last.length > this.#maxKept) this.#last.shift()
  }

  /** How many were refused, by code. */
  byCode(what: Refusal['what']): Record<string, number> {
    return Object.fromEntries(this.#counts[what])
  }

  /** How many were refused. */
  total(what: Refusal['what']): number {
    let total = 0
    for (const count of this.#counts[what].values()) total += count
    return total
  }

  /** At most `limit` of the last ones, the latest first. */
  latest(limit: number): Refusal[] {
    return this.#last.toReversed().slice(0, Math.max(0, limit))
  }

  /** The last ones, the latest at the end. */
  last(): Refusal[] {
    return this.#last.slice()
  }
}
