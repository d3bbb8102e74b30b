import type { Outcome } from './accounts.ts'
import type { PendingDocument } from './document-queue.ts'

const SENT: Outcome = { kind: 'sent' }

/** Documents that the kernel has taken, which may still tell that nobody listens. After a while they count as sent. */
export class DocumentsInDoubt {
  readonly #millis: number
  /** Since a while, and since a moment. Each document is first fresh, then doubted, and needs no clock of its own. */
  #doubted: PendingDocument[] = []
  #fresh: PendingDocument[] = []
  #confirmedAt = 0

  /** @param millis from one confirmation to the next: a document is in doubt for one to two of them */
  constructor(millis: number) {
    this.#millis = millis
  }

  get length(): number {
    return this.#doubted.length + this.#fresh.length
  }

  /** Whether some would be settled by a confirmation now. */
  get isRipe(): boolean {
    return this.#doubted.length > 0
  }

  /** When those had been sent: the time of the last confirmation. */
  get ripeSince(): number {
    return this.#confirmedAt
  }

  push(document: PendingDocument): void {
    this.#fresh.push(document)
  }

  toArray(): PendingDocument[] {
    return [...this.#doubted, ...this.#fresh]
  }

  /** Takes all of them away: they may be lost. */
  takeAll(): PendingDocument[] {
    const taken = this.toArray()
    this.#doubted = []
    this.#fresh = []
    return taken
  }

  /** When to confirm next; `undefined` when nothing is in doubt. */
  dueAt(now: number): number | undefined {
    return this.length > 0 ? now + this.#millis : undefined
  }

  isDue(now: number): boolean {
    return now - this.#confirmedAt >= this.#millis
  }

  /** Settles as sent what has been in doubt since the last time; whether there was any. */
  confirm(now: number): boolean {
    const confirmed = this.#doubted
    this.#doubted = this.#fresh
    this.#fresh = []
    this.#confirmedAt = now
    for (const document of confirmed) document.settle(SENT)
    return confirmed.length > 0
  }
}
