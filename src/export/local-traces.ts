import type { EndedSpan } from '../segment/index.ts'
import { estimateBytes } from './estimate-bytes.ts'
import { type SpanEntry, SpanTable } from './span-table.ts'

/** What this process does in one trace, from the span it begins with. */
export interface LocalTrace {
  readonly rootId: string
  /** When it began, in milliseconds of a clock that nobody sets. */
  readonly since: number
  /** All its spans so far, open and ended. */
  readonly spans: Followed[]
  /** How many of them are open. */
  open: number
  /** Its ended spans that wait, since when, and about how much memory they take. */
  ended: EndedSpan[]
  endedSince: number
  endedBytes: number
  /** Stops what runs while the root has ended and others have not. */
  stopLinger: (() => void) | undefined
  /** The traces that began before and after it. */
  older: LocalTrace | undefined
  newer: LocalTrace | undefined
}

/** A span that is followed. */
interface Followed extends SpanEntry {
  readonly trace: LocalTrace
  /** The span itself, as long as it is open. */
  open: EndedSpan | undefined
  /** Whether it has been told of while it was open. */
  isTold: boolean
}

/** The local traces that have open spans or ended ones that wait, in the order in which they began. */
export class LocalTraces {
  readonly #spans = new SpanTable<Followed>()
  #oldest: LocalTrace | undefined
  #newest: LocalTrace | undefined
  /** About how much memory ended spans take. */
  endedBytes = 0

  get spanCount(): number {
    return this.#spans.size
  }

  get hasEnded(): boolean {
    return this.endedBytes > 0
  }

  /** As they are now. */
  get all(): LocalTrace[] {
    const all: LocalTrace[] = []
    for (let trace = this.#oldest; trace; trace = trace.newer) all.push(trace)
    return all
  }

  get oldest(): LocalTrace | undefined {
    return this.#oldest
  }

  /** Puts a span that has started into its local trace, which may begin with it. */
  start(span: EndedSpan): void {
    const { spanId } = span.spanContext()
    const parent = span.parentSpanContext
    const trace = (parent && !parent.isRemote && this.#spans.get(parent.spanId)?.trace) || this.#begin(spanId)
    const followed: Followed = { spanId, trace, open: span, isTold: false, next: undefined }
    trace.spans.push(followed)
    trace.open++
    this.#spans.add(followed)
  }

  /** Has an ended span wait in its local trace, and gives that back; `undefined` when it is not followed. */
  end(span: EndedSpan): LocalTrace | undefined {
    const followed = this.#spans.get(span.spanContext().spanId)
    if (!followed) return undefined
    const { trace } = followed
    followed.open = undefined
    if (trace.ended.length === 0) trace.endedSince = performance.now()
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
    for (const followed of trace.spans) this.#spans.delete(followed)
    if (trace.older) trace.older.newer = trace.newer
    else this.#oldest = trace.newer
    if (trace.newer) trace.newer.older = trace.older
    else this.#newest = trace.older
    // What is forgotten holds nobody in memory.
    trace.older = undefined
    trace.newer = undefined
  }

  /** All open spans that nobody has been told of, each of them once. */
  takeUntold(): EndedSpan[] {
    return this.all.flatMap(({ spans }) => spans.flatMap(takeUntold))
  }

  /** As `takeUntold`, but only local roots that began at this time, or earlier. */
  takeUntoldRoots(latest: number): EndedSpan[] {
    const roots: EndedSpan[] = []
    for (let trace = this.#oldest; trace && trace.since <= latest; trace = trace.newer)
      roots.push(...takeUntold(trace.spans[0]!))
    return roots
  }

  /** The open spans of the local trace that this span is in, itself among them, in the order in which they started. */
  openSpansBeside(spanId: string): EndedSpan[] {
    const spans = this.#spans.get(spanId)?.trace.spans ?? []
    return spans.flatMap(({ open }) => open ?? [])
  }

  #begin(rootId: string): LocalTrace {
    const trace: LocalTrace = {
      rootId,
      since: performance.now(),
      spans: [],
      open: 0,
      ended: [],
      endedSince: Number.POSITIVE_INFINITY,
      endedBytes: 0,
      stopLinger: undefined,
      older: this.#newest,
      newer: undefined,
    }
    if (this.#newest) this.#newest.newer = trace
    else this.#oldest = trace
    this.#newest = trace
    return trace
  }
}

function takeUntold(followed: Followed): EndedSpan[] {
  if (!followed.open || followed.isTold) return []
  followed.isTold = true
  return [followed.open]
}
