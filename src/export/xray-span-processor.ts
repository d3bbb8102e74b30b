import type { EndedSpan } from '../segment/index.ts'
import type { ExportResult } from './xray-span-exporter.ts'

/** A span that has started, as far as the processor reads it. */
type StartedSpan = Pick<EndedSpan, 'spanContext' | 'parentSpanContext'>

/** The part of a span exporter that the processor needs. */
interface Exporter {
  export(spans: readonly EndedSpan[], resultCallback: (result: ExportResult) => void): void
  forceFlush?(): Promise<void>
  shutdown(): Promise<void>
}

export interface XRaySpanProcessorOptions {
  /** Ended spans of one local trace that wait for its root; with more, they go ahead of it. @default {512} */
  maxExportBatchSize?: number
  /** Spans that are followed in all; with more, the oldest local trace goes ahead of its root. @default {2048} */
  maxQueueSize?: number
}

/** What this process does in one trace, from the span it begins with. */
interface LocalTrace {
  readonly rootId: string
  /** Ids of all its spans so far, open and ended. */
  readonly spanIds: string[]
  /** How many of them are open. */
  open: number
  ended: EndedSpan[]
  /** Runs while the root has ended and others have not. */
  linger: NodeJS.Timeout | undefined
}

/**
 * How long a local trace whose root has ended waits for its other spans: a server's span ends with the response, the
 * handler's a moment later.
 */
const LINGER_MILLIS = 100

/**
 * OpenTelemetry's span processor for X-Ray: keeps the ended spans of a local trace until its local root has ended, and
 * those that are open then a moment later, so that one document can hold them all. A span that ends later still goes by
 * itself. Unsampled spans are left alone.
 *
 * Bounded in spans: what grows too large goes ahead in parts. Keeps no process alive.
 */
export class XRaySpanProcessor {
  readonly #exporter: Exporter
  readonly #maxExportBatchSize: number
  readonly #maxQueueSize: number
  /** The local trace of each span that is followed, in the order in which they started. */
  readonly #traceOf = new Map<string, LocalTrace>()
  readonly #exports = new Set<Promise<void>>()

  constructor(exporter: Exporter, options: XRaySpanProcessorOptions = {}) {
    this.#exporter = exporter
    this.#maxExportBatchSize = options.maxExportBatchSize ?? 512
    this.#maxQueueSize = options.maxQueueSize ?? 2048
  }

  onStart(span: StartedSpan): void {
    if (!isSampled(span)) return
    const { spanId } = span.spanContext()
    const parent = span.parentSpanContext
    const parentTrace = parent && !parent.isRemote ? this.#traceOf.get(parent.spanId) : undefined
    const trace = parentTrace ?? { rootId: spanId, spanIds: [], open: 0, ended: [], linger: undefined }
    trace.spanIds.push(spanId)
    trace.open++
    this.#traceOf.set(spanId, trace)
    if (this.#traceOf.size > this.#maxQueueSize) this.#release(this.#traceOf.values().next().value!)
  }

  onEnd(span: EndedSpan): void {
    if (!isSampled(span)) return
    const { spanId } = span.spanContext()
    const trace = this.#traceOf.get(spanId)
    if (!trace) {
      this.#export([span])
      return
    }
    trace.ended.push(span)
    trace.open--
    const isRoot = spanId === trace.rootId
    if (trace.open === 0 && (isRoot || trace.linger)) this.#release(trace)
    else if (isRoot) trace.linger = setTimeout(() => this.#release(trace), LINGER_MILLIS).unref()
    else if (trace.ended.length >= this.#maxExportBatchSize) this.#handOver(trace)
  }

  /** Hands over what has ended, whether its root has or not, and settles when all of it is sent or given up. */
  async forceFlush(): Promise<void> {
    for (const trace of new Set(this.#traceOf.values())) this.#handOver(trace)
    await Promise.all(this.#exports)
    await this.#exporter.forceFlush?.()
  }

  /** As `forceFlush`, then shuts the exporter down. */
  async shutdown(): Promise<void> {
    await this.forceFlush()
    await this.#exporter.shutdown()
  }

  /** Hands over what has ended and follows the trace no longer: what is still open in it goes when it ends. */
  #release(trace: LocalTrace): void {
    clearTimeout(trace.linger)
    for (const spanId of trace.spanIds) this.#traceOf.delete(spanId)
    this.#handOver(trace)
  }

  #handOver(trace: LocalTrace): void {
    if (trace.ended.length === 0) return
    const spans = trace.ended
    trace.ended = []
    this.#export(spans)
  }

  #export(spans: readonly EndedSpan[]): void {
    const exported = new Promise<void>(resolve => this.#exporter.export(spans, () => resolve()))
    this.#exports.add(exported)
    void exported.then(() => this.#exports.delete(exported))
  }
}

/** W3C's trace flag. */
const SAMPLED = 1

function isSampled(span: StartedSpan): boolean {
  return ((span.spanContext().traceFlags ?? 0) & SAMPLED) !== 0
}
