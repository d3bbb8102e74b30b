import { parseDocument } from '../document/index.ts'
import { countSpans, type OtlpRefusal } from '../otlp/index.ts'
import { parseDatagram } from '../receiver/index.ts'
import type { Conversion } from '../segment/index.ts'
import type { Backlog } from './backlog.ts'
import { ConversionQueue } from './conversion-queue.ts'
import type { Ledgers } from './ledgers.ts'
import type { OtlpParts } from './otlp-parts.ts'

/** How an intake is set up. */
export interface IntakeOptions {
  backlog: Backlog
  ledgers: Ledgers
  /** Bytes of documents that may wait before spans are asked to come again later. */
  maxBytes: number
  /** What the destination takes in the place of documents, if it takes OTLP. */
  otlpParts?: OtlpParts | undefined
  /** Told why something is not sent, with the id that it has. */
  onRefused: (reason: string) => void
}

const NEWLINE = 0x0a

const MALFORMED = {
  code: 'MalformedOtlp',
  message: 'The datagram holds no request of OTLP in protobuf behind its T1S or T1U',
}

/** Who can be asked to come again later is asked before anything has to be dropped. */
const FULL_SHARE = 0.75

/**
 * The way from the network into the backlog: what comes is counted, looked at as X-Ray would, and let through or told of
 * with its id and the reason.
 */
export class Intake {
  readonly #options: IntakeOptions
  readonly #conversions = new ConversionQueue(conversion => this.#step(conversion))

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /**
   * Takes in the document in a datagram, a part of which may be kept; spans of OTLP in its place go on as they are, as
   * X-Ray takes them.
   */
  datagram(datagram: Buffer): void {
    const { backlog, ledgers, otlpParts } = this.#options
    ledgers.documents.open(1)
    const { text, otlp, refusal } = parseDatagram(datagram)
    const parsed = text === undefined ? undefined : parseDocument(text)
    const fault = refusal ?? parsed?.refusal
    if (fault) this.#refuse(fault)
    else if (otlpParts && otlp) this.#part(otlp)
    else if (otlpParts && parsed?.document) this.#spansOf(otlpParts.ofDocument(parsed.document))
    else backlog.add({ bytes: datagram.subarray(datagram.indexOf(NEWLINE) + 1), spanCount: 0 })
  }

  /** Whether spans may come in now. */
  get hasRoom(): boolean {
    return this.#conversions.isEmpty && this.#options.backlog.heldBytes < this.#options.maxBytes * FULL_SHARE
  }

  /** Takes in what is made of so many spans, step by step. */
  spans(count: number, steps: Iterator<Conversion>): void {
    this.#options.ledgers.spans.open(count)
    this.#conversions.add(steps)
  }

  /** Takes in all of what has come, now. */
  empty(): void {
    this.#conversions.empty()
  }

  /** Notes spans that could not be read. */
  refusedSpans(refusals: readonly OtlpRefusal[], count: number): void {
    const { ledgers, onRefused } = this.#options
    ledgers.spans.open(count)
    ledgers.spans.settle(count, { kind: 'rejected', reason: 'invalid_span' })
    for (const { path, message } of refusals) onRefused(path ? `${path}: ${message}` : message)
  }

  #part(otlp: Uint8Array): void {
    const spanCount = countIfReadable(otlp)
    if (spanCount === undefined) {
      this.#refuse(MALFORMED)
      return
    }
    this.#options.ledgers.spans.open(spanCount)
    this.#options.backlog.add({ bytes: otlp, spanCount })
  }

  /** Takes in the spans that a document tells of, as if they had come in its place. */
  #spansOf(conversion: Conversion): void {
    const { documents } = this.#options.ledgers
    const made = [...conversion.documents, ...conversion.rejected]
    if (made.length === 0) {
      // The spans come with the complete document.
      documents.settle(1, { kind: 'dropped', reason: 'in_progress' })
      return
    }
    documents.replace(1, made.length)
    this.#options.ledgers.spans.open(made.reduce((sum, { spanCount }) => sum + spanCount, 0))
    this.#converted(conversion)
  }

  #step(conversion: Conversion): void {
    this.#options.ledgers.documents.open(conversion.documents.length + conversion.rejected.length)
    this.#converted(conversion)
  }

  #converted({ documents, rejected }: Conversion): void {
    const { backlog, ledgers, onRefused } = this.#options
    for (const { id, bytes, spanCount } of rejected) {
      ledgers.settle({ count: 1, spanCount }, { kind: 'rejected', reason: 'too_large' })
      onRefused(
        bytes > 0
          ? `Span ${id} makes a document of ${bytes} bytes, which is over the limit; put less into its attributes`
          : `${spanCount} spans of ${id} cannot be written as OTLP, which has no ids of zeros`,
      )
    }
    for (const { bytes, spanCount } of documents) backlog.add({ bytes, spanCount })
  }

  #refuse(refusal: { code: string; message: string }): void {
    this.#options.ledgers.settle({ count: 1, spanCount: 0 }, { kind: 'rejected', reason: refusal.code })
    this.#options.onRefused(`${refusal.message} (${refusal.code})`)
  }
}

function countIfReadable(otlp: Uint8Array): number | undefined {
  try {
    return countSpans(otlp)
  } catch {
    return undefined
  }
}
