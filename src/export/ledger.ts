import { Accounts, type AccountsSnapshot, type Outcome } from '../emit/index.ts'
import type { Batch, Call, ExportResult, Loss } from './batch.ts'
import type { ExporterMetrics } from './exporter-metrics.ts'
import { InFlight } from './in-flight.ts'
import { LossLog } from './loss-log.ts'

/** What became of all that was exported, counted exactly. */
export interface ExportStats {
  spans: AccountsSnapshot
  /** Of these spans, and of those that were told of while they were open. */
  documents: AccountsSnapshot
}

/** The accounts of spans and of documents, and all who are told of them: metrics, the log, and who has called. */
export class Ledger {
  readonly #spans = new Accounts()
  readonly #documents = new Accounts()
  readonly #losses = new LossLog()
  readonly #inFlight = new InFlight()
  readonly #metrics: ExporterMetrics | undefined

  constructor(metrics: ExporterMetrics | undefined) {
    this.#metrics = metrics
  }

  /** What became of spans and documents so far. */
  get stats(): ExportStats {
    return { spans: this.#spans.snapshot(), documents: this.#documents.snapshot() }
  }

  /** Notes a call that is to be answered. */
  begin(resultCallback: Call['resultCallback']): Call {
    return { resultCallback, since: this.#metrics && performance.now(), end: this.#inFlight.begin() }
  }

  /** Settles when all calls that are under way now have been answered. */
  ended(): Promise<void> {
    return this.#inFlight.ended()
  }

  /** Notes that so many ended spans are on their way. */
  openSpans(count: number): void {
    this.#spans.open(count)
    this.#metrics?.begin(count)
  }

  /** Notes that so many documents are on their way. */
  openDocuments(count: number): void {
    this.#documents.open(count)
  }

  /** Notes that of so many documents others were made: so many. */
  replaceDocuments(count: number, others: number): void {
    this.#documents.replace(count, others)
  }

  /** Books a document and its spans. */
  settle(batch: Batch, spanCount: number, outcome: Outcome): void {
    this.#documents.settle(1, outcome)
    const lostCount = outcome.kind === 'sent' ? 0 : Math.min(outcome.spanCount ?? spanCount, spanCount)
    if (outcome.kind !== 'sent') this.lose(batch, lostCount, outcome, 1)
    if (!batch.areEnded || lostCount === spanCount) return
    this.#spans.settle(spanCount - lostCount, SENT)
    this.#metrics?.settle(spanCount - lostCount, undefined)
  }

  /**
   * Books spans as lost, and says so.
   *
   * @param documents that are lost with them, and booked already
   */
  lose(batch: Batch, spanCount: number, loss: Loss, documents = 0): void {
    batch.loss = loss
    this.#losses.note(describe(loss), spanCount, documents, loss.message)
    if (!batch.areEnded) return
    this.#spans.settle(spanCount, loss)
    this.#metrics?.settle(spanCount, loss.reason)
  }

  /** Answers all calls whose spans are in the batch. */
  answer({ areEnded, calls, loss }: Batch): void {
    // One for all: with an error for each, a daemon that is absent would cost more than one that is there.
    const result: ExportResult = loss
      ? { code: 1, error: new Error(`Spans were ${describe(loss)}`) }
      : { code: 0 }
    for (const { end, resultCallback, since } of calls) {
      if (since !== undefined && areEnded)
        this.#metrics?.end((performance.now() - since) / 1000, loss?.reason)
      try {
        resultCallback(result)
      } catch {
        // Whoever was to be told has thrown, which is nothing to us.
      }
      end()
    }
  }
}

const SENT: Outcome = { kind: 'sent' }

function describe({ kind, reason }: Loss): string {
  return `${kind}: ${reason}`
}
