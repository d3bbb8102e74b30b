import { type DocumentRefusal, parseDocument } from '../document/index.ts'
import type { OtlpRefusal } from '../otlp/index.ts'
import { type DatagramRefusal, parseDatagram } from '../receiver/index.ts'
import { type EndedSpan, spansToDocuments } from '../segment/index.ts'
import type { Backlog } from './backlog.ts'
import type { Ledgers } from './ledgers.ts'

/** How an intake is set up. */
export interface IntakeOptions {
  backlog: Backlog
  ledgers: Ledgers
  /** Bytes of documents that may wait before spans are asked to come again later. */
  maxBytes: number
  /** Told why something is not sent, with the id that it has. */
  onRefused: (reason: string) => void
}

const NEWLINE = 0x0a

/** Who can be asked to come again later is asked before anything has to be dropped. */
const FULL_SHARE = 0.75

/**
 * The way from the network into the backlog: what comes is counted, looked at as X-Ray would, and let through or told of
 * with its id and the reason.
 */
export class Intake {
  readonly #options: IntakeOptions

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** Takes in the document in a datagram; spans of OTLP in its place go on as they are, as X-Ray takes them. */
  datagram(datagram: Buffer): void {
    const { backlog, ledgers } = this.#options
    ledgers.documents.open(1)
    const { text, refusal } = parseDatagram(datagram)
    const fault = refusal ?? (text === undefined ? undefined : parseDocument(text).refusal)
    if (fault) this.#refuse(fault)
    // The datagram is gone afterwards: what stays is a copy.
    else backlog.add({ bytes: Buffer.from(datagram.subarray(datagram.indexOf(NEWLINE) + 1)), spanCount: 0 })
  }

  /** Takes in spans as documents, all of them; `false` when there is no room now. */
  spans(spans: readonly EndedSpan[]): boolean {
    const { backlog, ledgers, maxBytes } = this.#options
    if (backlog.heldBytes >= maxBytes * FULL_SHARE) return false
    const { documents, rejected } = spansToDocuments(spans)
    ledgers.spans.open(spans.length)
    ledgers.documents.open(documents.length + rejected.length)
    for (const { id, bytes, spanCount } of rejected) {
      ledgers.settle({ count: 1, spanCount }, { kind: 'rejected', reason: 'too_large' })
      this.#options.onRefused(
        `Span ${id} makes a document of ${bytes} bytes, which is over X-Ray's limit; put less into its attributes`,
      )
    }
    for (const { bytes, spanCount } of documents) backlog.add({ bytes, spanCount })
    return true
  }

  /** Notes spans that could not be read. */
  refusedSpans(refusals: readonly OtlpRefusal[], count: number): void {
    const { ledgers, onRefused } = this.#options
    ledgers.spans.open(count)
    ledgers.spans.settle(count, { kind: 'rejected', reason: 'invalid_span' })
    for (const { path, message } of refusals) onRefused(path ? `${path}: ${message}` : message)
  }

  #refuse(refusal: DocumentRefusal | DatagramRefusal): void {
    this.#options.ledgers.settle({ count: 1, spanCount: 0 }, { kind: 'rejected', reason: refusal.code })
    this.#options.onRefused(`${refusal.message} (${refusal.code})`)
  }
}
