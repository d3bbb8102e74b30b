import type { ReceivedDocument } from '../../document/index.ts'
import { compileFilter, type Filter, planFilter } from '../../filter/index.ts'
import type { TimedGraphPart } from '../../graph/index.ts'
import {
  findRootCauses,
  mergeTrace,
  recordTrace,
  secondsBetween,
  type TraceRecord,
} from '../../trace/index.ts'
import type { ByteHeap } from './byte-heap.ts'
import type { HeldTrace } from './held-trace.ts'
import { markByIndex } from './mark-by-index.ts'
import { MinuteGraphs } from './minute-graphs.ts'
import { packTrace, UnpackedTrace } from './pack-trace.ts'
import { TermIndex } from './term-index.ts'
import { TimeOrder } from './time-order.ts'

/** Which traces are looked at. */
export interface Selection {
  /** Those that start in the range from here, in epoch seconds, */
  startSeconds: number
  /** to just before here, */
  endSeconds: number
  /** and of which this is true. */
  where?: (trace: HeldTrace) => boolean
}

/** A trace that was found, and what is packed of it, which is read when it is asked for. */
export interface FoundTrace {
  trace: HeldTrace
  unpack: () => UnpackedTrace
}

/** Closing gaps goes through the whole index: it is done when there are so many, and a third of all slots are gaps. */
const MIN_GAPS = 1000

/** What is asked of traces without their documents: when they were, their terms, their records, and their graphs. */
export class TraceIndex {
  readonly terms = new TermIndex()
  readonly #heap: ByteHeap
  readonly #order = new TimeOrder<HeldTrace>()
  readonly #graphs = new MinuteGraphs<HeldTrace>(
    (startSeconds, endSeconds) => this.#order.within(startSeconds, endSeconds),
    trace => this.record(trace),
  )
  /** By slot. A slot is not used again before the gaps are closed. */
  #traces: (HeldTrace | undefined)[] = []
  #gaps = 0

  constructor(heap: ByteHeap) {
    this.#heap = heap
  }

  /** Takes in a trace that has come or changed. */
  put(trace: HeldTrace, documents: ReceivedDocument[], nowMillis: number): void {
    const before = trace.indexed
    const merged = mergeTrace(documents)!
    const record = recordTrace(merged)
    const rootCauses = findRootCauses(merged)
    if (before) {
      this.#order.remove(trace)
      this.#graphs.remove(trace)
    }
    const slot = before?.slot ?? this.#traces.push(trace) - 1
    this.terms.put(slot, record, before && this.record(trace))
    if (before) this.#heap.free(before.packed)
    trace.startSeconds = record.startSeconds
    trace.endSeconds = record.endSeconds
    trace.indexedMillis = nowMillis
    const { responseSeconds, error, throttle, fault } = outcomeOf(record)
    // Spelled out: what is spread into an object lies apart from it, and there are a hundred thousand.
    trace.indexed = {
      slot,
      responseSeconds,
      ok: record.entry !== undefined && !(error || throttle || fault),
      error,
      throttle,
      fault,
      partial: record.isPartial,
      hasFaultCauses: rootCauses.fault.length > 0,
      hasErrorCauses: rootCauses.error.length > 0,
      packed: this.#heap.put(packTrace(record, rootCauses)),
    }
    this.#order.add(trace)
    this.#graphs.put(trace, nowMillis)
  }

  /** A trace goes. */
  remove(trace: HeldTrace): void {
    if (!trace.indexed) return
    this.#order.remove(trace)
    this.#graphs.remove(trace)
    this.#heap.free(trace.indexed.packed)
    this.#traces[trace.indexed.slot] = undefined
    if (++this.#gaps > Math.max(MIN_GAPS, this.#traces.length / 3)) this.#closeGaps()
  }

  /** Does what is better done while nobody waits. */
  settle(nowMillis: number): void {
    this.#graphs.settle(nowMillis)
  }

  /** Traces that are selected and that a filter finds, the newest first. Nothing may be added while they are walked through. */
  *find({ startSeconds, endSeconds, where }: Selection, filter?: Filter): Generator<FoundTrace> {
    const { marks, isExact } = this.#narrow(filter)
    const matches = filter && !isExact ? compileFilter(filter) : undefined
    for (const trace of this.#order.within(startSeconds, endSeconds)) {
      if (marks && marks[trace.indexed!.slot] === 0) continue
      if (where && !where(trace)) continue
      const unpacked = matches && this.#unpack(trace)
      if (!unpacked || matches(unpacked)) yield { trace, unpack: () => unpacked ?? this.#unpack(trace) }
    }
  }

  /** How many traces a selection has. */
  count({ startSeconds, endSeconds, where }: Selection): number {
    let count = 0
    for (const trace of this.#order.within(startSeconds, endSeconds)) if (!where || where(trace)) count++
    return count
  }

  /** What the traces that start in a range tell of the service graph, in parts none of which is longer than a minute. */
  graphParts(startSeconds: number, endSeconds: number): Iterable<TimedGraphPart> {
    return this.#graphs.parts(startSeconds, endSeconds)
  }

  record(trace: HeldTrace): TraceRecord {
    return this.#unpack(trace).record
  }

  /** A set of no traces, to be marked. */
  noMarks(): Uint8Array {
    return new Uint8Array(this.#traces.length)
  }

  /** All traces that are there. */
  allMarks(): Uint8Array {
    return Uint8Array.from(this.#traces, trace => (trace ? 1 : 0))
  }

  /** Which traces a filter may find; all where there are no marks. */
  #narrow(filter: Filter | undefined): { marks?: Uint8Array; isExact: boolean } {
    const plan = filter && planFilter(filter)
    if (!plan?.where) return { isExact: !filter }
    const { marks, isExact } = markByIndex(plan.where, { traces: this.#traces, terms: this.terms })
    return { marks, isExact: isExact && plan.isExact }
  }

  #unpack(trace: HeldTrace): UnpackedTrace {
    return new UnpackedTrace(this.#heap.get(trace.indexed!.packed))
  }

  #closeGaps(): void {
    const before = this.#traces
    this.#traces = before.filter(trace => trace !== undefined)
    this.#gaps = 0
    for (const [slot, trace] of this.#traces.entries()) trace!.indexed!.slot = slot
    this.terms.renumber(before.map(trace => trace?.indexed?.slot))
  }
}

function outcomeOf({ segments, entry: place }: TraceRecord) {
  const entry = place === undefined ? undefined : segments[place]
  const { error = false, throttle = false, fault = false, start_time: start = 0, end_time: end } = entry ?? {}
  return {
    responseSeconds: end === undefined ? undefined : secondsBetween(start, end),
    error,
    throttle,
    fault,
  }
}
