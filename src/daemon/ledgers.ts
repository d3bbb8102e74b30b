import { Accounts, type Outcome } from '../emit/index.ts'

/** So many documents, with so many spans of OTLP in them. */
export interface Tally {
  readonly count: number
  readonly spanCount: number
}

/** All of them together. */
export function totalOf(tallies: readonly Tally[]): Tally {
  return {
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    spanCount: tallies.reduce((sum, { spanCount }) => sum + spanCount, 0),
  }
}

/** The accounts of documents and of the spans that some of them were made of. A document's spans share its fate. */
export class Ledgers {
  readonly documents = new Accounts()
  /** Of OTLP; a document that came as one has none. */
  readonly spans = new Accounts()

  /** Notes how documents ended, and the spans in them. */
  settle({ count, spanCount }: Tally, outcome: Outcome): void {
    this.documents.settle(count, outcome)
    if (spanCount > 0) this.spans.settle(spanCount, outcome)
  }
}
