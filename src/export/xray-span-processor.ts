import { context } from '@opentelemetry/api'
import { startTimer, within } from '../emit/index.ts'
import type { EndedSpan } from '../segment/index.ts'
import type { ExportResult } from './batch.ts'
import { InFlight } from './in-flight.ts'
import { type LocalTrace, LocalTraces } from './local-traces.ts'
import { UNTRACED } from './untraced.ts'

/** A span exporter; what ours can do beyond OpenTelemetry's is left out with others. */
interface Exporter {
  export(spans: readonly EndedSpan[], resultCallback: (result: ExportResult) => void): void
  exportOpen?(spans: readonly EndedSpan[]): void
  forceFlush?(options?: { timeoutMillis?: number }): Promise<void>
  flushSync?(boundMillis: number): void
  shutdown(): Promise<void>
}

export interface XRaySpanProcessorOptions {
  /** Ended spans of one local trace that wait for its root; with more, they go ahead of it. @default {512} */
  maxExportBatchSize?: number | undefined
  /** Spans that are followed in all; with more, the oldest local trace goes ahead of its root. @default {2048} */
  maxQueueSize?: number | undefined
  /** Memory that ended spans may take while they wait; with more, the oldest go ahead. @default {8388608} */
  maxQueueBytes?: number | undefined
  /** How long ended spans wait for the root of their local trace; then they go ahead of it. @default {5000} */
  scheduledDelayMillis?: number | undefined
  /** How long `forceFlush()` and `shutdown()` may take. @default {30000} */
  exportTimeoutMillis?: number | undefined
  /** A local root that is open for so long is told of by a document in progress; 0 for never. @default {10000} */
  inProgressAfterMillis?: number | undefined
}

/**
 * How long a local trace whose root has ended waits for its other spans: a server's span ends with the response, the
 * handler's a moment later.
 */
const LINGER_MILLIS = 100

/** How often the processor looks for what has waited too long, while there are open spans. */
const SWEEP_MILLIS = 1000

/**
 * OpenTelemetry's span processor for X-Ray: keeps the ended spans of a local trace until its local root has ended, and
 * those that are open then a moment later, so that one document can hold them all. A span that ends later still goes by
 * itself. Unsampled spans are left alone. A local root that is open for long is told of by a document in progress.
 *
 * Bounded in time, spans and bytes. It drops nothing: what is too much goes ahead in parts, the oldest first. Keeps no
 * process alive, but while `forceFlush()` is under way.
 */
export class XRaySpanProcessor {
  readonly #exporter: Exporter
  readonly #options: Readonly<Record<keyof XRaySpanProcessorOptions, number>>
  readonly #traces = new LocalTraces()
  readonly #exports = new InFlight()
  #stopSweep: (() => void) | undefined

  constructor(exporter: Exporter, options: XRaySpanProcessorOptions = {}) {
    this.#exporter = exporter
    this.#options = {
      maxExportBatchSize: options.maxExportBatchSize ?? 512,
      maxQueueSize: options.maxQueueSize ?? 2048,
      maxQueueBytes: options.maxQueueBytes ?? 8 * 1024 * 1024,
      scheduledDelayMillis: options.scheduledDelayMillis ?? 5000,
      exportTimeoutMillis: options.exportTimeoutMillis ?? 30_000,
      inProgressAfterMillis: options.inProgressAfterMillis ?? 10_000,
    }
  }

  /** Whether spans have been handed to it that have not been exported yet, or an export is under way. */
  get isBusy(): boolean {
    return this.#exports.size > 0 || this.#traces.hasEnded
  }

  onStart(span: EndedSpan): void {
    if (!isSampled(span)) return
    this.#traces.start(span)
    if (this.#traces.spanCount > this.#options.maxQueueSize) this.#release(this.#traces.oldest!)
    this.#stopSweep ??= startTimer(() => this.#onSweep(), this.#sweepMillis)
  }

  onEnd(span: EndedSpan): void {
    if (!isSampled(span)) return
    const trace = this.#traces.end(span)
    if (!trace) {
      this.#export([span])
      return
    }
    const isRoot = span.spanContext().spanId === trace.rootId
    if (trace.open === 0 && (isRoot || trace.stopLinger)) this.#release(trace)
    else if (isRoot) trace.stopLinger = startTimer(() => this.#release(trace), LINGER_MILLIS)
    else if (trace.ended.length >= this.#options.maxExportBatchSize) this.#handOver(trace)
    if (this.#traces.endedBytes > this.#options.maxQueueBytes) this.#handOverOldest()
  }

  /**
   * Hands over what has ended, whether its root has or not, and settles when all of it is sent or given up, or
   * `timeoutMillis` have passed. Keeps the process alive meanwhile.
   */
  async forceFlush({ timeoutMillis = this.#options.exportTimeoutMillis } = {}): Promise<void> {
    for (const trace of this.#traces.all) this.#handOver(trace)
    const flushed = Promise.all([this.#exports.ended(), this.#exporter.forceFlush?.({ timeoutMillis })])
    await within(flushed, timeoutMillis, { keepAlive: true })
  }

  /**
   * Tells of each open span by a document in progress, once: for a process that may be frozen. `forceFlush` afterwards
   * waits until these are sent, too.
   */
  tellOfOpenSpans(): void {
    const spans = this.#traces.takeUntold()
    if (spans.length > 0) context.with(UNTRACED, () => this.#exporter.exportOpen?.(spans))
  }

  /** `tellOfOpenSpans` and `forceFlush`, done when it returns, in so many milliseconds: for a process that is about to end. */
  flushSync(boundMillis: number): void {
    for (const trace of this.#traces.all) this.#handOver(trace)
    this.tellOfOpenSpans()
    this.#exporter.flushSync?.(boundMillis)
  }

  /** The open spans of the local trace that this span is in, itself among them, in the order in which they started. */
  openSpansBeside(spanId: string): readonly EndedSpan[] {
    return this.#traces.openSpansBeside(spanId)
  }

  /** As `forceFlush`, then shuts the exporter down. */
  async shutdown(): Promise<void> {
    await this.forceFlush()
    this.#stopSweep?.()
    await this.#exporter.shutdown()
  }

  /** Hands over what has ended and follows the trace no longer: what is still open in it goes when it ends. */
  #release(trace: LocalTrace): void {
    trace.stopLinger?.()
    this.#traces.forget(trace)
    this.#handOver(trace)
  }

  #handOver(trace: LocalTrace): void {
    if (trace.ended.length > 0) this.#export(this.#traces.takeEnded(trace))
  }

  #handOverOldest(): void {
    for (const trace of this.#traces.all) {
      if (this.#traces.endedBytes <= this.#options.maxQueueBytes) return
      this.#handOver(trace)
    }
  }

  #export(spans: readonly EndedSpan[]): void {
    // No function around it: that would hold the spans until the answer comes.
    const answer = this.#exports.begin()
    context.with(UNTRACED, this.#exporter.export, this.#exporter, spans, answer)
  }

  get #sweepMillis(): number {
    const { scheduledDelayMillis, inProgressAfterMillis } = this.#options
    return Math.min(SWEEP_MILLIS, scheduledDelayMillis, inProgressAfterMillis || SWEEP_MILLIS)
  }

  #onSweep(): void {
    const now = performance.now()
    const { scheduledDelayMillis, inProgressAfterMillis } = this.#options
    for (const trace of this.#traces.all)
      if (now - trace.endedSince >= scheduledDelayMillis) this.#handOver(trace)
    if (inProgressAfterMillis > 0) {
      const roots = this.#traces.takeUntoldRoots(now - inProgressAfterMillis)
      if (roots.length > 0) context.with(UNTRACED, () => this.#exporter.exportOpen?.(roots))
    }
    const isOver = this.#traces.spanCount === 0
    this.#stopSweep = isOver ? undefined : startTimer(() => this.#onSweep(), this.#sweepMillis)
  }
}

/** W3C's trace flag. */
const SAMPLED = 1

function isSampled(span: EndedSpan): boolean {
  return ((span.spanContext().traceFlags ?? 0) & SAMPLED) !== 0
}
