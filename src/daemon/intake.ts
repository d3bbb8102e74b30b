import { parseDocument } from '../document/index.ts'
import { countSpans, type OtlpRefusal, parseOtlpProtobuf } from '../otlp/index.ts'
import { parseDatagram } from '../receiver/index.ts'
import { type Conversion, spansToDocuments } from '../segment/index.ts'
import type { Backlog } from './backlog.ts'
import type { QueuedDocument } from './batch.ts'
import { ConversionQueue } from './conversion-queue.ts'
import type { Ledgers, Tally } from './ledgers.ts'
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
const HEADER = Buffer.from('{"format":"json","version":1}\n')

const MALFORMED = {
  code: 'MalformedOtlp',
  message: 'The datagram holds no request of OTLP in protobuf behind its T1S or T1U',
}

const INVALID_SPAN = { kind: 'rejected', reason: 'invalid_span' } as const

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
    this.#options.ledgers.documents.open(1)
    this.#queue(this.#documentsIn(datagram))
  }

  /**
   * Documents of a spool as the destination takes them, the same list where they are: segment documents become spans of
   * OTLP, or the other way round, where the daemon before this one had another destination.
   */
  adapt(documents: readonly QueuedDocument[]): readonly QueuedDocument[] {
    const isOtlp = this.#options.otlpParts !== undefined
    if (documents.every(({ bytes }) => isPart(bytes) === isOtlp)) return documents
    return documents.flatMap(document => {
      if (isPart(document.bytes) === isOtlp) return document
      return isOtlp
        ? this.#documentsIn(Buffer.concat([HEADER, document.bytes]))
        : this.#documentsOfPart(document)
    })
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
    ledgers.spans.settle(count, INVALID_SPAN)
    for (const { message } of refusals) onRefused(message)
  }

  /** What is to be sent of a datagram that is counted as one document. */
  #documentsIn(datagram: Buffer): QueuedDocument[] {
    const { otlpParts } = this.#options
    const { text, otlp, refusal } = parseDatagram(datagram)
    const parsed = text === undefined ? undefined : parseDocument(text)
    const fault = refusal ?? parsed?.refusal
    if (fault) return this.#refuse(fault)
    if (otlpParts && otlp) return this.#part(otlp)
    if (otlpParts && parsed?.document) return this.#spansOf(otlpParts.ofDocument(parsed.document))
    return [{ bytes: datagram.subarray(datagram.indexOf(NEWLINE) + 1), spanCount: 0 }]
  }

  #part(otlp: Uint8Array): QueuedDocument[] {
    const spanCount = countIfReadable(otlp)
    if (spanCount === undefined) return this.#refuse(MALFORMED)
    this.#options.ledgers.spans.open(spanCount)
    return [{ bytes: otlp, spanCount }]
  }

  /** The spans that a document tells of, as if they had come in its place. */
  #spansOf(conversion: Conversion): QueuedDocument[] {
    const { documents, spans } = this.#options.ledgers
    const made = sizeOf(conversion)
    if (made.count === 0) {
      // The spans come with the complete document.
      documents.settle(1, { kind: 'dropped', reason: 'in_progress' })
      return []
    }
    documents.replace(1, made.count)
    spans.open(made.spanCount)
    return this.#converted(conversion)
  }

  /** The documents that spans of OTLP make, as if they had come in their place. */
  #documentsOfPart({ bytes, spanCount }: QueuedDocument): QueuedDocument[] {
    const { documents, spans } = this.#options.ledgers
    const conversion = spansToDocuments(parseOtlpProtobuf(bytes).request?.spans ?? [])
    const made = sizeOf(conversion)
    const lost = spanCount - made.spanCount
    if (lost > 0) spans.settle(lost, INVALID_SPAN)
    if (made.count > 0) documents.replace(1, made.count)
    else documents.settle(1, INVALID_SPAN)
    return this.#converted(conversion)
  }

  #step(conversion: Conversion): void {
    this.#options.ledgers.documents.open(sizeOf(conversion).count)
    this.#queue(this.#converted(conversion))
  }

  #converted({ documents, rejected }: Conversion): QueuedDocument[] {
    const { ledgers, onRefused } = this.#options
    for (const { id, bytes, spanCount } of rejected) {
      ledgers.settle({ count: 1, spanCount }, { kind: 'rejected', reason: 'too_large' })
      onRefused(
        bytes > 0
          ? `Span ${id} makes a document of ${bytes} bytes, which is over the limit; put less into its attributes`
          : `${spanCount} spans of ${id} cannot be written as OTLP, which has no ids of zeros`,
      )
    }
    return documents.map(({ bytes, spanCount }) => ({ bytes, spanCount }))
  }

  #queue(documents: readonly QueuedDocument[]): void {
    for (const document of documents) this.#options.backlog.add(document)
  }

  #refuse(refusal: { code: string; message: string }): QueuedDocument[] {
    this.#options.ledgers.settle({ count: 1, spanCount: 0 }, { kind: 'rejected', reason: refusal.code })
    this.#options.onRefused(`${refusal.message} (${refusal.code})`)
    return []
  }
}

function sizeOf({ documents, rejected }: Conversion): Tally {
  const made = [...documents, ...rejected]
  return { count: made.length, spanCount: made.reduce((sum, { spanCount }) => sum + spanCount, 0) }
}

/** The tag of `resource_spans`, which is a newline in a text. */
const PART_TAG = 0x0a

/** Whether these are spans of OTLP in protobuf; else they are the text of a document, or that of spans in base64. */
function isPart(bytes: Uint8Array): boolean {
  return (bytes.length === 0 || bytes[0] === PART_TAG) && countIfReadable(bytes) !== undefined
}

function countIfReadable(otlp: Uint8Array): number | undefined {
  try {
    return countSpans(otlp)
  } catch {
    return undefined
  }
}
