import { diag } from '@opentelemetry/api'
import {
  Accounts,
  type AccountsSnapshot,
  type Emitter,
  type Outcome,
  parseDestination,
  UdpEmitter,
} from '../emit/index.ts'
import {
  type Conversion,
  type ConversionOptions,
  type EndedSpan,
  spansToDocuments,
} from '../segment/index.ts'

/** Where documents go, and what is written into them. */
export interface XRaySpanExporterOptions extends Omit<ConversionOptions, 'maxDocumentBytes'> {
  /** Where documents go: `udp://host:port`, or the form of `AWS_XRAY_DAEMON_ADDRESS`. @default {'udp://127.0.0.1:2000'} */
  endpoint?: string
}

const WARNING_INTERVAL_MILLIS = 60_000

type Loss = Exclude<Outcome, { kind: 'sent' }>

/** OpenTelemetry's `ExportResult`: 0 is success, 1 failure. */
export interface ExportResult {
  code: 0 | 1
  error?: Error
}

/** What became of all that was exported, counted exactly. */
export interface ExportStats {
  spans: AccountsSnapshot
  documents: AccountsSnapshot
}

/**
 * OpenTelemetry's span exporter for AWS X-Ray: ended spans become segment documents and go by UDP to an X-Ray daemon.
 *
 * Never throws after construction. Every loss is counted with its reason in `stats()`, and told once a minute for each
 * cause through OpenTelemetry's `diag`.
 */
export class XRaySpanExporter {
  readonly #emitter: Emitter
  readonly #conversion: ConversionOptions
  readonly #spans = new Accounts()
  readonly #documents = new Accounts()
  readonly #lastWarning = new Map<string, number>()
  readonly #inFlight = new Set<Promise<void>>()
  #isShutDown = false

  /** @throws {TypeError} when the endpoint is no address; the message shows the right forms */
  constructor(options: XRaySpanExporterOptions = {}, emitter?: Emitter) {
    this.#emitter = emitter ?? new UdpEmitter(parseDestination(options.endpoint ?? 'udp://127.0.0.1:2000'))
    this.#conversion = { ...options, maxDocumentBytes: this.#emitter.maxDocumentBytes }
  }

  /** Sends the spans, and answers when the last of their documents is sent or given up. */
  export(spans: readonly EndedSpan[], resultCallback: (result: ExportResult) => void): void {
    const sending = this.#send(spans).then(result => {
      this.#inFlight.delete(sending)
      resultCallback(result)
    })
    this.#inFlight.add(sending)
  }

  /** Settles when all that was handed over is sent or given up. */
  async forceFlush(): Promise<void> {
    await Promise.allSettled(this.#inFlight)
  }

  /** Sends what is under way, then closes the socket. Later exports fail. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true
    await this.forceFlush()
    await this.#emitter.close()
  }

  /** What became of spans and documents so far. */
  stats(): ExportStats {
    return { spans: this.#spans.snapshot(), documents: this.#documents.snapshot() }
  }

  async #send(spans: readonly EndedSpan[]): Promise<ExportResult> {
    this.#spans.open(spans.length)
    if (this.#isShutDown) return this.#lose(spans.length, { kind: 'dropped', reason: 'shut_down' })
    let conversion: Conversion
    try {
      conversion = spansToDocuments(spans, this.#conversion)
    } catch (error) {
      return this.#lose(spans.length, { kind: 'dropped', reason: 'conversion_failed' }, String(error))
    }
    const { documents, rejected } = conversion
    this.#documents.open(documents.length + rejected.length)
    let result: ExportResult = { code: 0 }
    for (const { id, bytes, spanCount } of rejected) {
      result = this.#settle(
        spanCount,
        { kind: 'rejected', reason: 'too_large' },
        describeSize(id, bytes, this.#emitter),
      )
    }
    const outcomes = await this.#emitter.send(documents.map(document => document.bytes))
    for (const [index, outcome] of outcomes.entries()) {
      const settled = this.#settle(documents[index]!.spanCount, outcome)
      if (settled.code !== 0) result = settled
    }
    return result
  }

  /** Books a document and its spans. */
  #settle(spanCount: number, outcome: Outcome, details?: string): ExportResult {
    this.#documents.settle(1, outcome)
    if (outcome.kind !== 'sent') return this.#lose(spanCount, outcome, details)
    this.#spans.settle(spanCount, outcome)
    return { code: 0 }
  }

  /** Books spans as lost, and says so once a minute for each cause. */
  #lose(spanCount: number, outcome: Loss, details = ''): ExportResult {
    this.#spans.settle(spanCount, outcome)
    const message = `${spanCount} spans were ${outcome.kind}: ${outcome.reason}${details && `; ${details}`}`
    const now = Date.now()
    if (now - (this.#lastWarning.get(outcome.reason) ?? 0) >= WARNING_INTERVAL_MILLIS) {
      this.#lastWarning.set(outcome.reason, now)
      diag.warn(`spanray: ${message}`)
    }
    return { code: 1, error: new Error(message) }
  }
}

function describeSize(id: string, bytes: number, emitter: Emitter): string {
  return (
    `cannot send span ${id}: ${bytes.toLocaleString('en')} bytes are over the ` +
    `${emitter.maxDocumentBytes.toLocaleString('en')}-byte document limit; put less into its attributes`
  )
}
