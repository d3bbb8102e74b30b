import type { Outcome } from './accounts.ts'

/** A document on its way, until it is settled. */
export class PendingDocument {
  readonly bytes: Uint8Array
  /** Its place in the order in which documents came. */
  readonly order: number
  /** When it came, in milliseconds of the emitter's clock, which nobody sets. */
  readonly since: number
  /** What became of it; `undefined` as long as it waits. */
  outcome: Outcome | undefined
  readonly #onSettled: (document: PendingDocument) => void

  constructor(
    bytes: Uint8Array,
    order: number,
    since: number,
    onSettled: (document: PendingDocument) => void,
  ) {
    this.bytes = bytes
    this.order = order
    this.since = since
    this.#onSettled = onSettled
  }

  settle(outcome: Outcome): void {
    this.outcome = outcome
    this.#onSettled(this)
  }
}

/**
 * Documents that set out together, and what became of each, once all are settled.
 *
 * @param firstOrder how many came before them
 * @param onSettled is told of each
 */
export function setOut(
  documents: readonly Uint8Array[],
  firstOrder: number,
  since: number,
  onSettled: (document: PendingDocument) => void,
): { pending: readonly PendingDocument[]; outcomes: Promise<readonly Outcome[]> } {
  let left = documents.length
  let allSettled = () => {}
  const settle = (document: PendingDocument) => {
    onSettled(document)
    if (--left === 0) allSettled()
  }
  const pending = documents.map(
    (bytes, index) => new PendingDocument(bytes, firstOrder + index, since, settle),
  )
  const outcomes = new Promise<readonly Outcome[]>(resolve => {
    allSettled = () => resolve(pending.map(({ outcome }) => outcome!))
    if (left === 0) allSettled()
  })
  return { pending, outcomes }
}

/** Documents that wait to be sent, in the order in which they came, even those that come back from the wire. */
export class DocumentQueue {
  #documents: PendingDocument[] = []
  /** What lies before it has left; taking away the first of thousands would move all the others. */
  #head = 0
  #isOrdered = true

  get length(): number {
    return this.#documents.length - this.#head
  }

  /** The next one; `undefined` when there is none. */
  get first(): PendingDocument | undefined {
    if (!this.#isOrdered) this.#sort()
    return this.#documents[this.#head]
  }

  push(document: PendingDocument): void {
    this.#documents.push(document)
  }

  /** Takes documents that were sent, and will be again. */
  putBack(documents: readonly PendingDocument[]): void {
    // Not spread: what a synchronous app makes in seconds is more than a call takes as arguments.
    for (const document of documents) this.#documents.push(document)
    this.#isOrdered = false
  }

  /** Takes the next one away. */
  shift(): PendingDocument | undefined {
    const first = this.first
    if (first && ++this.#head === this.#documents.length) {
      this.#documents = []
      this.#head = 0
    }
    return first
  }

  /** All of them, in their order. */
  toArray(): PendingDocument[] {
    if (!this.#isOrdered) this.#sort()
    return this.#documents.slice(this.#head)
  }

  #sort(): void {
    this.#documents = this.#documents.slice(this.#head).sort((a, b) => a.order - b.order)
    this.#head = 0
    this.#isOrdered = true
  }
}
