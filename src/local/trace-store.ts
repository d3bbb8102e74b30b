import { isInProgress, parseDocument, type ReceivedDocument } from '../document/index.ts'

/** The bounds of a store. */
export interface TraceStoreLimits {
  /** Bytes of documents, as they came. */
  maxBytes: number
  /** Traces. */
  maxTraces: number
}

/** One document of a trace, as it came. */
interface StoredDocument {
  text: string
  bytes: number
  isInProgress: boolean
  isSegment: boolean
  startSeconds: number
  endSeconds: number
}

/** What the store knows of a trace without reading its documents again. */
export interface StoredTrace {
  /** `1-<8 hex>-<24 hex>`, in lower case. */
  readonly xrayTraceId: string
  /** The earliest start of its documents, in epoch seconds. */
  readonly startSeconds: number
  /** The latest end of its documents, or start where there is no end yet, in epoch seconds. */
  readonly endSeconds: number
  /** When its last document came, in epoch milliseconds of this machine's clock. */
  readonly updatedMillis: number
  /** How many documents have come for it. */
  readonly revision: number
  /** The ends of its complete segments, in epoch seconds. */
  segmentEnds(): number[]
  /** Its documents in the order of arrival; what has been replaced is not among them. */
  documents(): ReceivedDocument[]
}

/** What became of the documents: `stored = held + replaced + duplicated + stale + evicted`, always. */
export interface TraceStoreCounts {
  /** Documents taken in. */
  stored: number
  /** Documents that are there now. */
  held: number
  /** In-progress documents whose successor has come. */
  replaced: number
  /** Complete documents whose id was sent again as complete; the last one stays. */
  duplicated: number
  /** In-progress documents that came after the complete one, and were not kept. */
  stale: number
  /** Documents that went with the oldest traces, to keep within the limits. */
  evicted: number
  /** Bytes of the documents that are there now. */
  bytes: number
  /** Traces that are there now. */
  traces: number
  /** Traces that went, the oldest first, to keep within the limits. */
  evictedTraces: number
}

/** Keeps the documents of the latest traces in memory, within limits: the trace that began to arrive first goes first. */
export class TraceStore {
  readonly #limits: TraceStoreLimits
  readonly #traces = new Map<string, TraceEntry>()
  readonly #counts = { stored: 0, replaced: 0, duplicated: 0, stale: 0, evicted: 0, evictedTraces: 0 }
  #held = 0
  #bytes = 0

  constructor(limits: TraceStoreLimits) {
    this.#limits = limits
  }

  /**
   * Takes in a document.
   *
   * @param document what `text` says
   * @param atMillis when it came, in epoch milliseconds
   * @returns the id of its trace
   */
  add(document: ReceivedDocument, text: string, atMillis: number): string {
    const xrayTraceId = document.trace_id.toLowerCase()
    let trace = this.#traces.get(xrayTraceId)
    if (!trace) {
      trace = new TraceEntry(xrayTraceId)
      this.#traces.set(xrayTraceId, trace)
    }
    this.#counts.stored++
    trace.revision++
    trace.updatedMillis = atMillis

    const key = `${document.type === 'subsegment' ? 'subsegment' : 'segment'} ${document.id}`
    const before = trace.stored.get(key)
    const stored = toStored(document, text)
    if (before && stored.isInProgress && !before.isInProgress) {
      this.#counts.stale++
      return xrayTraceId
    }
    if (before) {
      this.#counts[before.isInProgress ? 'replaced' : 'duplicated']++
      this.#held--
      this.#bytes -= before.bytes
      // Deleted first, so that it stands last: the order of the map is the order of arrival.
      trace.stored.delete(key)
    }
    trace.stored.set(key, stored)
    this.#held++
    this.#bytes += stored.bytes
    this.#evict()
    return xrayTraceId
  }

  /** The trace, or `undefined` when nothing of it has come or it has gone again. */
  get(xrayTraceId: string): StoredTrace | undefined {
    return this.#traces.get(xrayTraceId)
  }

  /** All traces, in the order in which they began to arrive. */
  traces(): Iterable<StoredTrace> {
    return this.#traces.values()
  }

  /** How many documents have come, and what became of them. */
  counts(): TraceStoreCounts {
    return { ...this.#counts, held: this.#held, bytes: this.#bytes, traces: this.#traces.size }
  }

  #evict(): void {
    for (const [xrayTraceId, trace] of this.#traces) {
      if (this.#bytes <= this.#limits.maxBytes && this.#traces.size <= this.#limits.maxTraces) return
      this.#traces.delete(xrayTraceId)
      this.#counts.evictedTraces++
      this.#counts.evicted += trace.stored.size
      this.#held -= trace.stored.size
      for (const { bytes } of trace.stored.values()) this.#bytes -= bytes
    }
  }
}

class TraceEntry implements StoredTrace {
  readonly xrayTraceId: string
  readonly stored = new Map<string, StoredDocument>()
  updatedMillis = 0
  revision = 0

  constructor(xrayTraceId: string) {
    this.xrayTraceId = xrayTraceId
  }

  get startSeconds(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const { startSeconds } of this.stored.values()) earliest = Math.min(earliest, startSeconds)
    return earliest
  }

  get endSeconds(): number {
    let latest = 0
    for (const { endSeconds } of this.stored.values()) latest = Math.max(latest, endSeconds)
    return latest
  }

  segmentEnds(): number[] {
    const complete = [...this.stored.values()].filter(each => each.isSegment && !each.isInProgress)
    return complete.map(each => each.endSeconds)
  }

  documents(): ReceivedDocument[] {
    // Text takes a fifth of the memory that objects would, and most traces are never asked for.
    return [...this.stored.values()].flatMap(({ text }) => parseDocument(text).document ?? [])
  }
}

function toStored(document: ReceivedDocument, text: string): StoredDocument {
  return {
    text,
    bytes: Buffer.byteLength(text),
    isInProgress: isInProgress(document),
    isSegment: document.type !== 'subsegment',
    startSeconds: document.start_time,
    endSeconds: Math.max(document.start_time, document.end_time ?? 0),
  }
}
