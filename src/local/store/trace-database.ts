import { type ReceivedDocument, readValidDocument } from '../../document/index.ts'
import type { Arrival } from './arrival-batch.ts'
import { ByteHeap, type Place } from './byte-heap.ts'
import { DocumentPlaces } from './document-places.ts'
import type { HeldTrace, StoredTrace } from './held-trace.ts'
import { NO_COUNTS, type TraceCounts } from './trace-counts.ts'
import { TraceIndex } from './trace-index.ts'

/** The bounds of a store. */
export interface StoreLimits {
  /** Bytes of documents, as they came. */
  maxBytes: number
  /** Traces. */
  maxTraces: number
}

/** A trace in which something is new. */
export type ChangedTrace = Pick<StoredTrace, 'id' | 'revision' | 'startSeconds'>

/** A trace rests for so long for each of its documents before it is indexed again: else one that grows would cost all time. */
const REST_MILLIS_PER_DOCUMENT = 0.2

// What stands before a text: how far the document is, and its key.
const COMPLETE = 0
const IN_PROGRESS = 1
const KEY_AT = 1
const TEXT_AT = 18

/**
 * The documents of the latest traces, and an index of them. Within limits: the trace that began to arrive first goes
 * first. What has come is indexed when it is asked for, or a moment later.
 */
export class TraceDatabase {
  readonly #heap = new ByteHeap()
  /** Of all traces as they were when {@link refresh} was called last. */
  readonly index = new TraceIndex(this.#heap)
  readonly #limits: StoreLimits
  readonly #counts: TraceCounts = { ...NO_COUNTS }
  /** By their ids, in the order in which they began to arrive; those of a time before are older than those of now. */
  readonly #replayed = new Map<string, HeldTrace>()
  readonly #arrived = new Map<string, HeldTrace>()
  /** Those in which something is new since they were indexed. */
  readonly #changed = new Set<HeldTrace>()
  readonly #head = Buffer.alloc(TEXT_AT)
  readonly #keyAt = (place: Place) => this.#heap.get(place).toString('latin1', KEY_AT, TEXT_AT)

  constructor(limits: StoreLimits) {
    this.#limits = limits
  }

  /** Takes in documents. */
  add(arrivals: Iterable<Arrival>): void {
    for (const arrival of arrivals) this.#addDocument(arrival)
    this.#evict()
  }

  /**
   * Indexes what has changed, and comes back with it.
   *
   * @param isAll also those that were indexed a short while ago
   */
  refresh(nowMillis: number, isAll: boolean): ChangedTrace[] {
    const refreshed: ChangedTrace[] = []
    for (const trace of this.#changed) {
      const restMillis = trace.indexed ? trace.documents.size * REST_MILLIS_PER_DOCUMENT : 0
      if (!isAll && trace.indexedMillis + restMillis > nowMillis) continue
      this.#changed.delete(trace)
      this.index.put(trace, this.documents(trace), nowMillis)
      const { id, revision, startSeconds } = trace
      refreshed.push({ id, revision, startSeconds })
    }
    this.index.settle(nowMillis)
    return refreshed
  }

  /** How many traces have changed and are not indexed. */
  get changedTraces(): number {
    return this.#changed.size
  }

  /** The trace, or `undefined` when nothing of it has come or it has gone again. */
  get(xrayTraceId: string): HeldTrace | undefined {
    return this.#arrived.get(xrayTraceId) ?? this.#replayed.get(xrayTraceId)
  }

  /** The documents of a trace in the order of arrival; what has been replaced is not among them. */
  documents({ documents }: HeldTrace): ReceivedDocument[] {
    return documents.all().map(place => readValidDocument(this.#heap.get(place).toString('utf8', TEXT_AT)))
  }

  /** How many documents have come, and what became of them. */
  counts(): TraceCounts {
    return { ...this.#counts }
  }

  #addDocument({ xrayTraceId, key, isInProgress, atMillis, isReplayed, text }: Arrival): void {
    const trace = this.get(xrayTraceId) ?? this.#begin(xrayTraceId, isReplayed)
    const counts = this.#counts
    counts.stored++
    trace.revision++
    trace.updatedMillis = atMillis
    const known = trace.documents.get(key)
    if (known !== undefined) {
      const wasInProgress = this.#heap.get(known)[0] === IN_PROGRESS
      if (isInProgress && !wasInProgress) {
        counts.stale++
        return
      }
      counts[wasInProgress ? 'replaced' : 'duplicated']++
      // Deleted, so that it stands last: the order of the map is the order of arrival.
      trace.documents.delete(key)
      this.#forget(trace, known)
    }
    this.#head[0] = isInProgress ? IN_PROGRESS : COMPLETE
    this.#head.write(key, KEY_AT, 'latin1')
    trace.documents.add(key, this.#heap.put(this.#head, text))
    trace.bytes += text.length
    counts.bytes += text.length
    counts.held++
    this.#changed.add(trace)
  }

  #begin(id: string, isReplayed: boolean): HeldTrace {
    const trace: HeldTrace = {
      id,
      startSeconds: 0,
      endSeconds: 0,
      updatedMillis: 0,
      revision: 0,
      documents: new DocumentPlaces(this.#keyAt),
      bytes: 0,
      indexed: undefined,
      indexedMillis: 0,
    }
    const traces = isReplayed ? this.#replayed : this.#arrived
    traces.set(id, trace)
    this.#counts.traces++
    return trace
  }

  #evict(): void {
    const { maxBytes, maxTraces } = this.#limits
    const counts = this.#counts
    for (const trace of this.#all()) {
      if (counts.bytes <= maxBytes && counts.traces <= maxTraces) break
      this.#remove(trace)
    }
    if (this.#heap.isSparse) this.#compact()
  }

  #remove(trace: HeldTrace): void {
    this.index.remove(trace)
    this.#replayed.delete(trace.id)
    this.#arrived.delete(trace.id)
    this.#changed.delete(trace)
    this.#counts.traces--
    this.#counts.evictedTraces++
    this.#counts.evicted += trace.documents.size
    for (const place of trace.documents.all()) this.#forget(trace, place)
  }

  /** The oldest first. */
  *#all(): Generator<HeldTrace> {
    yield* this.#replayed.values()
    yield* this.#arrived.values()
  }

  #forget(trace: HeldTrace, place: Place): void {
    const bytes = this.#heap.get(place).length - TEXT_AT
    trace.bytes -= bytes
    this.#counts.bytes -= bytes
    this.#counts.held--
    this.#heap.free(place)
  }

  #compact(): void {
    for (const { documents, indexed } of this.#all()) {
      documents.move(place => this.#heap.move(place))
      if (indexed) indexed.packed = this.#heap.move(indexed.packed)
    }
  }
}
