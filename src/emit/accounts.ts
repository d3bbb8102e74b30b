/** What became of documents and of the spans in them. */
export interface AccountsSnapshot {
  /** Handed over to be sent: `sent + unprocessed + rejected + dropped + waiting`. */
  made: number
  /** Taken by the other side; over UDP, by the kernel. */
  sent: number
  /** Refused by X-Ray, by its error code. */
  unprocessed: Record<string, number>
  /** Invalid, by reason. */
  rejected: Record<string, number>
  /** Given up by us, by reason. */
  dropped: Record<string, number>
  waiting: number
}

/** How a document ended: sent, or lost with a reason, and what else is known of it. */
export type Outcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'unprocessed' | 'rejected' | 'dropped'
      readonly reason: string
      readonly message?: string | undefined
      /** How many of its spans, where the others were taken. @default all */
      readonly spanCount?: number
    }

/** A ledger that always balances: what is opened waits until it is settled once. */
export class Accounts {
  readonly #totals: AccountsSnapshot = {
    made: 0,
    sent: 0,
    unprocessed: {},
    rejected: {},
    dropped: {},
    waiting: 0,
  }

  /** Notes that so many are on their way. */
  open(count: number): void {
    this.#totals.made += count
    this.#totals.waiting += count
  }

  /** Notes that of so many that wait others were made: so many. */
  replace(count: number, others: number): void {
    this.open(others - count)
  }

  /** Notes how so many of them ended. */
  settle(count: number, outcome: Outcome): void {
    this.#totals.waiting -= count
    if (outcome.kind === 'sent') this.#totals.sent += count
    else
      this.#totals[outcome.kind][outcome.reason] = (this.#totals[outcome.kind][outcome.reason] ?? 0) + count
  }

  /** A copy of the counts as they stand. */
  snapshot(): AccountsSnapshot {
    return structuredClone(this.#totals)
  }
}
