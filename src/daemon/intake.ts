import { parseDocument } from '../document/index.ts'
import { countSpans, type OtlpRefusal } from '../otlp/index.ts'
import { parseDatagram } from '../receiver/index.ts'
import type { Conversion } from '../segment/index.ts'
import type { Backlog } from './backlog.ts'
import type { Ledgers } from './ledgers.ts'

/** How an intake is set up. */
export interface IntakeOptions {
  backlog: Backlog
  ledgers: Ledgers
  /** Bytes of documents that may wait before spans are asked to come again later. */
  maxBytes: number
  /** Whether the destination takes spans of OTLP and no documents. */
  takesOtlp?: boolean
  /** Told why something is not sent, with the id that it has. */
  onRefused: (reason: string) => void
}

const NEWLINE = 0x0a

const NO_DOCUMENTS = {
  code: 'NotOtlp',
  message:
    'The destination takes spans of OTLP, and this is a segment document; send it to X-Ray or a daemon',
}

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

  /**
   * Takes in the document in a datagram, a part of which may be kept; spans of OTLP in its place go on as they are, as
   * X-Ray takes them.
   */
  datagram(datagram: Buffer): void {
    const { backlog, ledgers, takesOtlp } = this.#options
    ledgers.documents.open(1)
    const { text, otlp, refusal } = parseDatagram(datagram)
    const fault = refusal ?? (text === undefined ? undefined : parseDocument(text).refusal)
    if (fault) this.#refuse(fault)
    else if (takesOtlp) this.#part(otlp)
    else backlog.add({ bytes: datagram.subarray(datagram.indexOf(NEWLINE) + 1), spanCount: 0 })
  }

  /** Whether spans may come in now. */
  get hasRoom(): boolean {
    return this.#options.backlog.heldBytes < this.#options.maxBytes * FULL_SHARE
  }

  /** Takes in what was made of so many spans. */
  spans(count: number, { documents, rejected }: Conversion): void {
    const { backlog, ledgers } = this.#options
    ledgers.spans.open(count)
    ledgers.documents.open(documents.length + rejected.length)
    for (const { id, bytes, spanCount } of rejected) {
      ledgers.settle({ count: 1, spanCount }, { kind: 'rejected', reason: 'too_large' })
      this.#options.onRefused(
        `Span ${id} makes a document of ${bytes} bytes, which is over X-Ray's limit; put less into its attributes`,
      )
    }
    for (const { bytes, spanCount } of documents) backlog.add({ bytes, spanCount })
  }

  /** Notes spans that could not be read. */
  refusedSpans(refusals: readonly OtlpRefusal[], count: number): void {
    const { ledgers, onRefused } = this.#options
    ledgers.spans.open(count)
    ledgers.spans.settle(count, { kind: 'rejected', reason: 'invalid_span' })
    for (const { path, message } of refusals) onRefused(path ? `${path}: ${message}` : message)
  }

  #part(otlp: Buffer | undefined): void {
    if (!otlp) {
      this.#refuse(NO_DOCUMENTS)
      return
    }
    const spanCount = countSpans(otlp)
    this.#options.ledgers.spans.open(spanCount)
    this.#options.backlog.add({ bytes: otlp, spanCount })
  }

  #refuse(refusal: { code: string; message: string }): void {
    this.#options.ledgers.settle({ count: 1, spanCount: 0 }, { kind: 'rejected', reason: refusal.code })
    this.#options.onRefused(`${refusal.message} (${refusal.code})`)
  }
}
