import { parseDocument, type ReceivedDocument } from '../../document/index.ts'
import type { TimedGraphPart } from '../../graph/index.ts'
import {
  findRootCauses,
  mergeTrace,
  type RootCauses,
  recordTrace,
  secondsBetween,
  type TraceRecord,
} from '../../trace/index.ts'
import { foldDocuments, type TraceDocument } from './fold-documents.ts'
import { MinuteGraphs } from './minute-graphs.ts'
import { packRecord, unpackRecord } from './pack-record.ts'
import { type Selection, startsWithin } from './selection.ts'
import { type Row, SqlDatabase, type SqlValue } from './sql-database.ts'
import { TermIndex } from './term-index.ts'
import { termsOf } from './terms-of.ts'
import { NO_COUNTS, type TraceCounts } from './trace-counts.ts'

/** The bounds of a store. */
export interface StoreLimits {
  /** Bytes of documents, as they came. */
  maxBytes: number
  /** Traces. */
  maxTraces: number
}

/** A valid document as it came. */
export interface Arrival {
  text: string
  /** When it came, in epoch milliseconds. */
  atMillis: number
  /** It was kept from a time before: traces that begin to arrive now stay longer than its. */
  isReplayed?: boolean
}

/** What the database knows of a trace without reading its documents. */
export interface StoredTrace {
  /** Counts up with each trace that begins to arrive. */
  ordinal: number
  /** `1-<8 hex>-<24 hex>`, in lower case. */
  id: string
  /** The earliest start, in epoch seconds. */
  startSeconds: number
  /** The latest end, or start where there is no end yet, in epoch seconds. */
  endSeconds: number
  /** When its last document came, in epoch milliseconds of this machine's clock. */
  updatedMillis: number
  /** How many documents have come for it. */
  revision: number
}

/** A trace that a selection gives, and what can be read of it. */
export interface SelectedTrace extends StoredTrace {
  record: TraceRecord
  /** Read when it is asked for. */
  rootCauses(): RootCauses
}

/** A trace in which something is new. */
export type ChangedTrace = Pick<StoredTrace, 'id' | 'revision' | 'startSeconds'>

/** A value, and how many traces have it. */
export interface CountedValue {
  value: string | number | boolean
  count: number
}

/** What has come at once of one trace. */
interface Arrivals {
  documents: TraceDocument[]
  atMillis: number
  isReplayed: boolean
}

interface HeldDocument extends TraceDocument {
  rowId: number
}

/** Documents have row ids of their trace's ordinal times this, plus a number: a trace's lie side by side. */
const DOCUMENTS_PER_TRACE = 2 ** 20

/** Traces that are replayed while others come are older than these. */
const FIRST_OF_NOW = 2 ** 32

/** Large pages: of small ones a document would leave a fifth empty. */
const SCHEMA = `
  PRAGMA page_size = 16384;
  CREATE TABLE trace (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL,
    updated_millis REAL NOT NULL,
    revision INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    response_seconds REAL,
    is_ok INTEGER NOT NULL,
    is_error INTEGER NOT NULL,
    is_throttle INTEGER NOT NULL,
    is_fault INTEGER NOT NULL,
    is_partial INTEGER NOT NULL
  );
  CREATE INDEX trace_by_start ON trace (start_seconds DESC, id);
  CREATE TABLE document (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
  CREATE TABLE record (ordinal INTEGER PRIMARY KEY, record BLOB NOT NULL, root_causes BLOB NOT NULL);
`

/**
 * The documents of the latest traces, in an SQLite database in memory, and beside them what is asked of traces. Within
 * limits: the trace that began to arrive first goes first.
 */
export class TraceDatabase {
  readonly #sql = new SqlDatabase(SCHEMA)
  readonly #terms = new TermIndex(this.#sql)
  readonly #graphs = new MinuteGraphs((startSeconds, endSeconds) =>
    this.select(startsWithin(startSeconds, endSeconds)),
  )
  readonly #limits: StoreLimits
  readonly #counts: TraceCounts = { ...NO_COUNTS }
  #nextOrdinal = FIRST_OF_NOW
  #nextReplayed = 1

  constructor(limits: StoreLimits) {
    this.#limits = limits
  }

  /** Takes in documents, at best many at once. Comes back with the traces that have changed. */
  add(arrivals: Iterable<Arrival>): ChangedTrace[] {
    let lastMillis = 0
    const byTrace = new Map<string, Arrivals>()
    for (const { text, atMillis, isReplayed = false } of arrivals) {
      lastMillis = atMillis
      const { document } = parseDocument(text)
      if (!document) continue
      const id = document.trace_id.toLowerCase()
      const trace = byTrace.get(id) ?? { documents: [], atMillis, isReplayed }
      trace.documents.push({ document, text: Buffer.from(text) })
      trace.atMillis = atMillis
      byTrace.set(id, trace)
    }
    const changed: ChangedTrace[] = []
    this.#sql.transact(() => {
      for (const [id, arrived] of byTrace) changed.push(this.#addToTrace(id, arrived))
      this.#evict()
    })
    this.#graphs.settle(lastMillis)
    return changed
  }

  /** The trace, or `undefined` when nothing of it has come or it has gone again. */
  get(xrayTraceId: string): StoredTrace | undefined {
    const row = this.#sql.row('SELECT * FROM trace WHERE id = ?', [xrayTraceId])
    return row && toStoredTrace(row)
  }

  /** The documents of a trace in the order of arrival; what has been replaced is not among them. */
  documents(trace: StoredTrace): ReceivedDocument[] {
    return this.#held(trace.ordinal).map(({ document }) => document)
  }

  /** The traces of a selection, the newest first. Nothing may be added while they are walked through. */
  *select({ where, values }: Selection): Generator<SelectedTrace> {
    const columns = 'ordinal, id, start_seconds, end_seconds, updated_millis, revision, record, root_causes'
    const sql = `SELECT ${columns} FROM trace JOIN record USING (ordinal) WHERE ${where} ORDER BY start_seconds DESC, id`
    for (const row of this.#sql.iterate(sql, values)) {
      yield {
        ...toStoredTrace(row),
        record: unpackRecord(textOf(row.record)),
        rootCauses: () => JSON.parse(textOf(row.root_causes)),
      }
    }
  }

  /** How many traces a selection has. */
  count({ where, values }: Selection): number {
    return this.#sql.row(`SELECT count(*) AS count FROM trace WHERE ${where}`, values)?.count as number
  }

  /** What the traces that start in a range tell of the service graph, in parts none of which is longer than a minute. */
  graphParts(startSeconds: number, endSeconds: number): Iterable<TimedGraphPart> {
    return this.#graphs.parts(startSeconds, endSeconds)
  }

  /** What is asked of a trace without its documents, or `undefined` when it is not there. */
  record(xrayTraceId: string): TraceRecord | undefined {
    const trace = this.get(xrayTraceId)
    return trace && this.#record(trace.ordinal)
  }

  /** The terms of a selection's traces, at most the latest `maxTraces`, each with how many have it, the most frequent first. */
  countTerms({ where, values }: Selection, maxTraces: number): (CountedValue & { field: string })[] {
    const ordinals = `SELECT ordinal FROM trace WHERE ${where} ORDER BY start_seconds DESC LIMIT ?`
    const counts = `SELECT term, count(*) AS count FROM posting WHERE ordinal IN (${ordinals}) GROUP BY term`
    const sql = `SELECT field, value, count FROM (${counts}) JOIN term ON term.id = term ORDER BY count DESC, value`
    return this.#sql
      .rows(sql, [...values, maxTraces])
      .map(row => ({ field: row.field as string, ...toCountedValue(row) }))
  }

  /** The values of a field that contain a text, with how many traces have them, the most frequent first. */
  values(field: string, containing: string, limit: number): CountedValue[] {
    const sql = `SELECT value, (SELECT count(*) FROM posting WHERE term = term.id) AS count FROM term
      WHERE field = ? AND (? = '' OR instr(value, ?) > 0) ORDER BY count DESC, value LIMIT ?`
    return this.#sql.rows(sql, [field, containing, containing, limit]).map(toCountedValue)
  }

  /** The keys of annotations that contain a text, with how many values there are of them. */
  annotationKeys(containing: string, limit: number): CountedValue[] {
    const sql = `SELECT substr(field, 12, length(field) - 12) AS value, count(*) AS count FROM term
      WHERE field LIKE 'annotation[%' AND instr(field, ?) > 0 GROUP BY field ORDER BY count DESC, value LIMIT ?`
    return this.#sql.rows(sql, [containing, limit]).map(toCountedValue)
  }

  /** How many documents have come, and what became of them. */
  counts(): TraceCounts {
    return { ...this.#counts }
  }

  #addToTrace(id: string, { documents: arrivals, atMillis, isReplayed }: Arrivals): ChangedTrace {
    const before = this.get(id)
    const ordinal = before?.ordinal ?? (isReplayed ? this.#nextReplayed++ : this.#nextOrdinal++)
    const held = before ? this.#held(ordinal) : []
    const folded = foldDocuments(held, arrivals)
    this.#writeDocuments(ordinal, held, folded)

    const merged = mergeTrace(folded.kept.map(({ document }) => document))!
    const revision = (before?.revision ?? 0) + arrivals.length
    const record = recordTrace(merged)
    const bytes = bytesOf(folded.kept)
    this.#sql.run('REPLACE INTO trace VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      ordinal,
      id,
      record.startSeconds,
      record.endSeconds,
      atMillis,
      revision,
      folded.kept.length,
      bytes,
      ...outcomeColumns(record),
    ])
    const packed = packRecord(record)
    const recordBefore = before && this.#record(ordinal)
    this.#sql.run('REPLACE INTO record VALUES (?, ?, ?)', [
      ordinal,
      Buffer.from(packed),
      Buffer.from(JSON.stringify(findRootCauses(merged))),
    ])
    this.#terms.put(ordinal, termsOf(record), recordBefore && termsOf(recordBefore))
    this.#graphs.put({ ordinal, startSeconds: record.startSeconds }, packed, atMillis, before)

    const counts = this.#counts
    counts.stored += arrivals.length
    counts.replaced += folded.counts.replaced
    counts.duplicated += folded.counts.duplicated
    counts.stale += folded.counts.stale
    counts.held += folded.kept.length - held.length
    counts.bytes += bytes - bytesOf(held)
    if (!before) counts.traces++
    return { id, revision, startSeconds: record.startSeconds }
  }

  #writeDocuments(
    ordinal: number,
    held: HeldDocument[],
    { removed, added }: ReturnType<typeof foldDocuments<HeldDocument>>,
  ): void {
    for (const { rowId } of removed) this.#sql.run('DELETE FROM document WHERE id = ?', [rowId])
    let rowId = held.at(-1)?.rowId ?? ordinal * DOCUMENTS_PER_TRACE
    for (const { text } of added) this.#sql.run('INSERT INTO document VALUES (?, ?)', [++rowId, text])
  }

  #evict(): void {
    const { maxBytes, maxTraces } = this.#limits
    const counts = this.#counts
    while (counts.traces > 0 && (counts.bytes > maxBytes || counts.traces > maxTraces)) {
      const oldest = this.#sql.row('SELECT * FROM trace ORDER BY ordinal LIMIT 1')
      const {
        ordinal,
        start_seconds: startSeconds,
        bytes,
        documents,
      } = oldest as Row as Record<'ordinal' | 'start_seconds' | 'bytes' | 'documents', number>
      this.#sql.run('DELETE FROM trace WHERE ordinal = ?', [ordinal])
      this.#sql.run('DELETE FROM record WHERE ordinal = ?', [ordinal])
      this.#sql.run('DELETE FROM document WHERE id BETWEEN ? AND ?', rowIdsOf(ordinal))
      this.#terms.forgetUpTo(ordinal)
      this.#graphs.remove({ ordinal, startSeconds })
      counts.traces--
      counts.evictedTraces++
      counts.bytes -= bytes
      counts.held -= documents
      counts.evicted += documents
    }
  }

  #record(ordinal: number): TraceRecord | undefined {
    const row = this.#sql.row('SELECT record FROM record WHERE ordinal = ?', [ordinal])
    return row && unpackRecord(textOf(row.record))
  }

  #held(ordinal: number): HeldDocument[] {
    const sql = 'SELECT id, text FROM document WHERE id BETWEEN ? AND ? ORDER BY id'
    return this.#sql.rows(sql, rowIdsOf(ordinal)).flatMap(row => {
      const text = Buffer.from(row.text as Uint8Array)
      const { document } = parseDocument(text.toString())
      return document ? { rowId: row.id as number, text, document } : []
    })
  }
}

function rowIdsOf(ordinal: number): [first: number, last: number] {
  return [ordinal * DOCUMENTS_PER_TRACE, (ordinal + 1) * DOCUMENTS_PER_TRACE - 1]
}

function bytesOf(documents: TraceDocument[]): number {
  return documents.reduce((sum, { text }) => sum + text.length, 0)
}

/** `response_seconds`, `is_ok`, `is_error`, `is_throttle`, `is_fault`, `is_partial`: what filters say of a trace. */
function outcomeColumns({ segments, entry: place, isPartial }: TraceRecord): SqlValue[] {
  const entry = place === undefined ? undefined : segments[place]
  const { error, throttle, fault, start_time: start = 0, end_time: end } = entry ?? {}
  const flags = [entry && !(error || throttle || fault), error, throttle, fault, isPartial]
  return [end === undefined ? null : secondsBetween(start, end), ...flags.map(flag => (flag ? 1 : 0))]
}

/** A text that was written as a blob: it goes into the database four times as fast. */
function textOf(blob: SqlValue | undefined): string {
  const { buffer, byteOffset, byteLength } = blob as Uint8Array
  return Buffer.from(buffer, byteOffset, byteLength).toString()
}

function toCountedValue({ value, count }: Row): CountedValue {
  const shown = value instanceof Uint8Array ? value[0] === 1 : value
  return { value: shown as CountedValue['value'], count: count as number }
}

function toStoredTrace(row: Row): StoredTrace {
  return {
    ordinal: row.ordinal as number,
    id: row.id as string,
    startSeconds: row.start_seconds as number,
    endSeconds: row.end_seconds as number,
    updatedMillis: row.updated_millis as number,
    revision: row.revision as number,
  }
}
