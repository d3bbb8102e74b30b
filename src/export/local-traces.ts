import type { EndedSpan } from '../segment/index.ts'
import { estimateBytes } from './estimate-bytes.ts'

/** What this process does in one trace, from the span it begins with. */
export interface LocalTrace {
  readonly rootId: string
  /** When it began, in milliseconds since the epoch. */
  readonly since: number
  /** Ids of all its spans so far, open and ended. */
  readonly spanIds: string[]
  /** How many of them are open. */
  open: number
  /** Its ended spans that wait, since when, and about how much memory they take. */
  ended: EndedSpan[]
  endedSince: number
  endedBytes: number
  /** Stops what runs while the root has ended and others have not. */
  stopLinger: (() => void) | undefined
}

/** A span that is followed. */
interface Followed {
  readonly trace: LocalTrace
  /** The span itself, as long as it is open. */
  open: EndedSpan | undefined
  /** Whether it has been told of while it was open. */
  isTold: boolean
}

/** The local traces that have open spans or ended ones that wait, in the order in which they began. */
export class LocalTraces {
  readonly #traces = new Set<LocalTrace>()
  readonly #spans = new Map<string, Followed>()
  /** About how much memory ended spans take. */
  endedBytes = 0

  get spanCount(): number {
    return this.#spans.size
  }

  get hasEnded(): boolean {
    return this.endedBytes > 0
  }

  get all(): Iterable<LocalTrace> {
    return this.#traces
  }

  get oldest(): LocalTrace | undefined {
    return this.#traces.values().next().value
  }

  /** Puts a span that has started into its local trace, which may begin with it. */
  start(span: EndedSpan): void {
    const { spanId } = span.spanContext()
    const parent = span.parentSpanContext
    const trace = (parent && !parent.isRemote && this.#spans.get(parent.spanId)?.trace) || this.#begin(spanId)
    trace.spanIds.push(spanId)
    trace.open++
    this.#spans.set(spanId, { trace, open: span, isTold: false })
  }

  /** Has an ended span wait in its local trace, and gives that back; `undefined` when it is not followed. */
  end(span: EndedSpan): LocalTrace | undefined {
    const followed = this.#spans.get(span.spanContext().spanId)
    if (!followed) return undefined
    const { trace } = followed
    followed.open = undefined
    if (trace.ended.length === 0) trace.endedSince = Date.now()
    trace.ended.push(span)
    trace.open--
    const bytes = estimateBytes(span)
    trace.endedBytes += bytes
    this.endedBytes += bytes
    return trace
  }

  /** Takes the ended spans out of the trace. */
  takeEnded(trace: LocalTrace): EndedSpan[] {
    const { ended } = trace
    this.endedBytes -= trace.endedBytes
    trace.ended = []
    trace.endedBytes = 0
    trace.endedSince = Number.POSITIVE_INFINITY
    return ended
  }

  /** Follows the trace and its spans no longer. */
  forget(trace: LocalTrace): void {
    this.#traces.delete(trace)
    for (const spanId of trace.spanIds) this.#spans.delete(spanId)
  }

  /** All open spans that nobody has been told of, each of them once. */
  takeUntold(): EndedSpan[] {
    return [...this.#spans.values()].flatMap(takeUntold)
  }

  /** As `takeUntold`, but only local roots that began at this time, or earlier. */
  takeUntoldRoots(latest: number): EndedSpan[] {
    const roots: EndedSpan[] = []
    for (const { rootId, since } of this.#traces) {
      if (since > latest) break
      roots.push(...takeUntold(this.#spans.get(rootId)))
    }
    return roots
  }

  /** The open spans of the local trace that this span is in, itself among them, in the order in which they started. */
  openSpansBeside(spanId: string): EndedSpan[] {
    const spanIds = this.#spans.get(spanId)?.trace.spanIds ?? []
    return spanIds.flatMap(id => this.#spans.get(id)?.open ?? [])
  }

  #begin(rootId: string): LocalTrace {
    const trace: LocalTrace = {
      rootId,
      since: Date.now(),
      spanIds: [],
      open: 0,
      ended: [],
      endedSince: Number.POSITIVE_INFINITY,
      endedBytes: 0,
      stopLinger: undefined,
    }
    this.#traces.add(trace)
    return trace
  }
}

function takeUntold(followed: Followed | undefined): EndedSpan[] {
  if (!followed?.open || followed.isTold) return []
  followed.isTold = true
  return [followed.open]
}
