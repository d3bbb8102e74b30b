/** What became of documents and of the spans in them. */
export interface AccountsSnapshot {
  /** Handed over to be sent: `sent + unprocessed + rejected + dropped + waiting`. */
  made: number
  /** Taken by the other side; over UDP, by the kernel. */
  sent: number
  /** Refused by X-Ray, by its error code. Beyond a hundred codes or reasons, here and below, all others are `other`. */
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

/** Reasons that are told apart: whoever answers may make up any number of codes. */
const MAX_REASONS = 100

/** What all further ones are counted as. */
const OTHER_REASON = 'other'

/** A ledger that always balances: what is opened waits until it is settled once. */
export class Accounts {
  #made = 0
  #sent = 0
  #waiting = 0
  /** Maps: a reason may be called `__proto__`. */
  readonly #losses = {
    unprocessed: new Map<string, number>(),
    rejected: new Map<string, number>(),
    dropped: new Map<string, number>(),
  }

  /** Notes that so many are on their way. */
  open(count: number): void {
    this.#made += count
    this.#waiting += count
  }

  /** Notes that of so many that wait others were made: so many. */
  replace(count: number, others: number): void {
    this.open(others - count)
  }

  /** Notes how so many of them ended. */
  settle(count: number, outcome: Outcome): void {
    this.#waiting -= count
    if (outcome.kind === 'sent') this.#sent += count
    else add(this.#losses[outcome.kind], outcome.reason, count)
  }

  /** A copy of the counts as they stand. */
  snapshot(): AccountsSnapshot {
    const { unprocessed, rejected, dropped } = this.#losses
    return {
      made: this.#made,
      sent: this.#sent,
      unprocessed: Object.fromEntries(unprocessed),
      rejected: Object.fromEntries(rejected),
      dropped: Object.fromEntries(dropped),
      waiting: this.#waiting,
    }
  }
}

function add(counts: Map<string, number>, reason: string, count: number): void {
  const key = counts.has(reason) || counts.size < MAX_REASONS ? reason : OTHER_REASON
  counts.set(key, (counts.get(key) ?? 0) + count)
}
