import {
  createEmitter,
  type Destination,
  type Emitter,
  type Outcome,
  parseDestination,
} from '../emit/index.ts'
import { textOf } from '../error/index.ts'
import { spansToOtlp } from '../otlp/index.ts'
import {
  type Conversion,
  type ConversionOptions,
  type EndedSpan,
  joinConversions,
  spansToDocuments,
} from '../segment/index.ts'
import { type Batch, type ExportResult, together } from './batch.ts'
import { ExporterMetrics, type MeterProvider } from './exporter-metrics.ts'
import { Gathering } from './gathering.ts'
import { type ExportStats, Ledger } from './ledger.ts'
import { rejectedOutcome } from './rejected-outcome.ts'
import { ResourceWait } from './resource-wait.ts'
import { type SentDocument, sentDocument } from './sent-document.ts'
import { Turn } from './turn.ts'
import { untracedEmitter } from './untraced-emitter.ts'

/** Where documents go, and what is written into them. */
export interface XRaySpanExporterOptions extends Omit<ConversionOptions, 'maxDocumentBytes'> {
  /**
   * Where documents go: to a daemon at `udp://host:port`, or the form of `AWS_XRAY_DAEMON_ADDRESS`; straight to the X-Ray
   * API at `xray`, in the region and with the credentials that AWS's own tools would take, or at the API's URL. Behind
   * `otlp+`, the URL of an OTLP endpoint: spans go there as they are, and options of documents have no effect.
   * @default {'udp://127.0.0.1:2000'}
   */
  endpoint?: string | undefined
  /** Whether calls of the API are signed. @default where its URL has `https:` and a host of AWS */
  sign?: boolean | undefined
  /** Takes the metrics `otel.sdk.exporter.*`: OpenTelemetry's `MeterProvider`. @default {none} */
  meterProvider?: MeterProvider | undefined
}

/** OpenTelemetry's time for a flush. */
const FLUSH_MILLIS = 30_000

/** How often documents go out under load: a datagram that wakes its receiver costs five times what one right behind it does. */
const GATHER_MILLIS = 10

/** Turns of the event loop whose documents are gathered at most. */
const MAX_GATHERED = 256

/** Spans of one turn that wait for its end at most: what a `BatchSpanProcessor` exports at once. */
const MAX_TURN_SPANS = 512

/** Spans that are written with others of their turn. */
interface HandedOver {
  readonly batch: Batch
  readonly spans: readonly EndedSpan[]
}

/** A batch that goes out with the next ones. */
interface Gathered {
  readonly batch: Batch
  /** What is written of it: no longer its spans, which are much larger. */
  readonly documents: readonly SentDocument[]
  /** What is not: a span that came alone may go into one document with others. */
  readonly loose: readonly EndedSpan[]
}

/**
 * OpenTelemetry's span exporter for AWS X-Ray: ended spans become segment documents and go to an X-Ray daemon by UDP, or
 * straight to the X-Ray API. What comes after a pause goes at once; what comes within 10 ms of others goes together with it
 * and shares its answer, and is written when the turn of the event loop is over.
 *
 * Never throws after construction. Every loss is counted with its reason in `stats()`, and told once a minute for each
 * cause through OpenTelemetry's `diag`. Waits for a resource's asynchronous attributes, a second at most.
 */
export class XRaySpanExporter {
  readonly #emitter: Emitter
  /** Spans become segment documents, or parts of OTLP requests. */
  readonly #toDocuments: typeof spansToDocuments
  /** Whether documents may turn out to be too large for the way, as a datagram may. */
  readonly #mayShrink: boolean
  readonly #options: ConversionOptions
  #conversion: ConversionOptions
  readonly #ledger: Ledger
  readonly #resources = new ResourceWait()
  readonly #turn = new Turn<HandedOver>(handedOver => this.#writeTogether(handedOver), MAX_TURN_SPANS)
  readonly #gathering = new Gathering<Gathered>(
    gathered => this.#emitTogether(gathered),
    GATHER_MILLIS,
    MAX_GATHERED,
  )
  #isShutDown = false

  /** @throws {XRayError} `ERR_XRAY_ENDPOINT` when that is no address; the message shows the right forms */
  constructor(
    { endpoint = 'udp://127.0.0.1:2000', meterProvider, sign, ...options }: XRaySpanExporterOptions = {},
    emitter?: Emitter,
  ) {
    const destination = emitter ? undefined : parseDestination(endpoint)
    this.#emitter = emitter ?? emitterFor(destination!, sign)
    this.#mayShrink = destination === undefined || destination.protocol === 'udp'
    this.#toDocuments = destination?.protocol === 'otlp' ? spansToOtlp : spansToDocuments
    this.#options = options
    this.#conversion = { ...options, maxDocumentBytes: this.#emitter.maxDocumentBytes }
    this.#ledger = new Ledger(meterProvider && new ExporterMetrics(meterProvider, destination))
  }

  /** Sends the spans, and answers when the last of their documents is sent or given up. */
  export(spans: readonly EndedSpan[], resultCallback: (result: ExportResult) => void): void {
    this.#ledger.openSpans(spans.length)
    this.#send(spans, { areEnded: true, calls: [this.#ledger.begin(resultCallback)], loss: undefined })
  }

  /** Sends what is known of open spans: a document in progress for each, which the complete one will replace. */
  exportOpen(spans: readonly EndedSpan[]): void {
    // OTLP has no word for them.
    if (this.#toDocuments === spansToOtlp) return
    this.#send(spans, { areEnded: false, calls: [this.#ledger.begin(() => {})], loss: undefined })
  }

  /**
   * Settles when all that was handed over is sent or given up, or `timeoutMillis` have passed; keeps the process alive
   * meanwhile.
   */
  async forceFlush({ timeoutMillis = FLUSH_MILLIS } = {}): Promise<void> {
    const end = performance.now() + timeoutMillis
    let isOver = false
    void this.#ledger.ended().then(() => {
      isOver = true
    })
    await this.#resources.idle()
    // Again, when documents had to be packed smaller.
    while (!isOver && performance.now() < end) {
      this.#flushGathered()
      await this.#emitter.flush(Math.max(end - performance.now(), 0))
    }
  }

  /** Sends all that was handed over before it returns, in so many milliseconds: for a process that is about to end. */
  flushSync(boundMillis: number): void {
    this.#resources.release()
    this.#flushGathered()
    this.#emitter.flushSync(boundMillis)
  }

  /** Sends what is under way, then closes the socket. Later exports fail. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true
    await this.forceFlush()
    await this.#emitter.close()
  }

  /** What became of spans and documents so far. */
  stats(): ExportStats {
    return this.#ledger.stats
  }

  #flushGathered(): void {
    this.#turn.flush()
    this.#gathering.flush()
  }

  #send(spans: readonly EndedSpan[], batch: Batch): void {
    const isShutDown = this.#isShutDown
    if (!isShutDown && this.#resources.run(spans, () => this.#transmit(spans, batch))) return
    this.#refuse(batch, spans.length, isShutDown ? 'shut_down' : 'queue_full')
  }

  #transmit(spans: readonly EndedSpan[], batch: Batch): void {
    // What there is no room for is not converted either.
    if (this.#emitter.isFull) {
      this.#refuse(batch, spans.length, 'queue_full')
      return
    }
    if (batch.areEnded) {
      this.#turn.add({ batch, spans }, spans.length)
      if (!this.#gathering.isUnderWay) this.#turn.flush()
    } else {
      this.#deliver(batch, this.#write(batch, spans))
    }
  }

  #refuse(batch: Batch, spanCount: number, reason: 'queue_full' | 'shut_down'): void {
    this.#ledger.lose(batch, spanCount, { kind: 'dropped', reason })
    this.#ledger.answer(batch)
  }

  #convert(batch: Batch, spans: readonly EndedSpan[]): Conversion {
    const { maxDocumentBytes } = this.#emitter
    if (this.#conversion.maxDocumentBytes !== maxDocumentBytes)
      this.#conversion = { ...this.#options, maxDocumentBytes }
    try {
      return this.#toDocuments(spans, this.#conversion)
    } catch (error) {
      // One that can't be read takes no other with it.
      if (spans.length > 1) return joinConversions(spans.map(span => this.#convert(batch, [span])))
      this.#ledger.lose(batch, spans.length, {
        kind: 'dropped',
        reason: 'conversion_failed',
        message: textOf(error),
      })
      return { documents: [], rejected: [] }
    }
  }

  /** The documents of these spans, which are accounted for from now on. */
  #write(batch: Batch, spans: readonly EndedSpan[]): SentDocument[] {
    const conversion = this.#convert(batch, spans)
    this.#ledger.openDocuments(conversion.documents.length + conversion.rejected.length)
    return this.#documentsToSend(batch, conversion)
  }

  /** What can be sent of it; the rest is booked. */
  #documentsToSend(batch: Batch, { documents, rejected }: Conversion): SentDocument[] {
    for (const each of rejected)
      this.#ledger.settle(batch, each.spanCount, rejectedOutcome(each, this.#emitter.maxDocumentBytes))
    return documents.map(document => sentDocument(document, { mayShrink: this.#mayShrink }))
  }

  /** Writes several batches as one: beside an app's own work, each conversion begins with caches that hold something else. */
  #writeTogether(handedOver: readonly HandedOver[]): void {
    const batch = together(handedOver)
    const spans: EndedSpan[] = []
    const loose: EndedSpan[] = []
    // In loops: `flatMap` takes a tenth as long as sending them.
    for (const each of handedOver)
      for (const span of each.spans) (each.spans.length === 1 ? loose : spans).push(span)
    this.#gathering.add({ batch, documents: spans.length > 0 ? this.#write(batch, spans) : [], loose })
  }

  /** Sends several batches as one. */
  #emitTogether(gathered: readonly Gathered[]): void {
    const batch = together(gathered)
    const documents: SentDocument[] = []
    const loose: EndedSpan[] = []
    for (const each of gathered) {
      for (const document of each.documents) documents.push(document)
      for (const span of each.loose) loose.push(span)
    }
    if (loose.length > 0) for (const document of this.#write(batch, loose)) documents.push(document)
    this.#deliver(batch, documents)
  }

  #deliver(batch: Batch, documents: readonly SentDocument[]): void {
    const sending = this.#emitter.send(documents.map(({ bytes }) => bytes))
    void sending.then(outcomes => this.#book(batch, documents, outcomes))
  }

  #book(batch: Batch, documents: readonly SentDocument[], outcomes: readonly Outcome[]): void {
    const refused = documents.filter((document, index) => {
      if (this.#canPackSmaller(document, outcomes[index]!)) return true
      this.#ledger.settle(batch, document.spanCount, outcomes[index]!)
      return false
    })
    if (refused.length === 0) {
      this.#ledger.answer(batch)
      return
    }
    const smaller = this.#convert(
      batch,
      refused.flatMap(({ spans }) => spans),
    )
    this.#ledger.replaceDocuments(refused.length, smaller.documents.length + smaller.rejected.length)
    this.#deliver(batch, this.#documentsToSend(batch, smaller))
  }

  #canPackSmaller({ bytes, spans }: SentDocument, outcome: Outcome): boolean {
    return (
      outcome.kind === 'dropped' &&
      outcome.reason === 'EMSGSIZE' &&
      spans.length > 0 &&
      bytes.length > this.#emitter.maxDocumentBytes
    )
  }
}

/** Calls of ours over HTTP would be traced; a datagram is not. */
function emitterFor(destination: Destination, sign: boolean | undefined): Emitter {
  const emitter = createEmitter(destination, { sign })
  return destination.protocol === 'udp' ? emitter : untracedEmitter(emitter)
}
