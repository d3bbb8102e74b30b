import { parseDocument, type Segment, type Subsegment, walkDocument } from '../document/index.ts'
import type { SqlDatabase } from './sql-database.ts'

/** Described in docs/local.md. Times are epoch seconds; yes and no are 1 and 0. */
const SCHEMA = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE segment (
    trace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    parent_id TEXT,
    segment_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    namespace TEXT,
    origin TEXT,
    start_time REAL NOT NULL,
    end_time REAL,
    error INTEGER NOT NULL,
    throttle INTEGER NOT NULL,
    fault INTEGER NOT NULL,
    http_method TEXT,
    http_url TEXT,
    http_status INTEGER,
    user TEXT,
    sql_query TEXT,
    document TEXT NOT NULL
  );
  CREATE INDEX segment_by_trace ON segment (trace_id, start_time);
  CREATE TABLE annotation (trace_id TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, value NOT NULL);
  CREATE INDEX annotation_by_key ON annotation (key, value);
`
const INSERT = `INSERT INTO segment VALUES (${Array(19).fill('?').join(', ')})`
const BATCH = 1000

/**
 * Writes documents into a new SQLite database: a row for each segment and subsegment, and for each annotation.
 *
 * @throws Error when there is such a file already with other tables in it, or it cannot be written
 */
export async function exportToSqlite(documents: AsyncIterable<string>, path: string): Promise<number> {
  // Read here alone: SQLite is large, and nobody else on this thread needs it.
  const { SqlDatabase } = await import('./sql-database.ts')
  const sql = new SqlDatabase(path, SCHEMA)
  let count = 0
  let batch: string[] = []
  const write = () => {
    sql.transact(() => {
      for (const text of batch) writeDocument(sql, text)
    })
    batch = []
  }
  for await (const text of documents) {
    count++
    batch.push(text)
    if (batch.length === BATCH) write()
  }
  write()
  sql.close()
  return count
}

function writeDocument(sql: SqlDatabase, text: string): void {
  // What was merged is longer than what may be sent.
  const { document } = parseDocument(text, Infinity)
  if (!document) return
  const parents = new Map<string, string>()
  for (const entity of walkDocument(document)) {
    for (const child of entity.subsegments ?? []) parents.set(child.id, entity.id)
    const parentId = parents.get(entity.id) ?? entity.parent_id ?? null
    const kind = entity === document && document.type !== 'subsegment' ? 'segment' : 'subsegment'
    sql.run(INSERT, [
      document.trace_id,
      entity.id,
      parentId,
      document.id,
      kind,
      ...columnsOf(entity as Entity),
    ])
    for (const [key, value] of Object.entries(entity.annotations ?? {})) {
      const stored = typeof value === 'boolean' ? Number(value) : value
      sql.run('INSERT INTO annotation VALUES (?, ?, ?, ?)', [document.trace_id, entity.id, key, stored])
    }
  }
}

/** What either of both may have. */
type Entity = Omit<Segment, 'type' | 'trace_id'> & Pick<Subsegment, 'namespace' | 'sql'>

function columnsOf(entity: Entity): (string | number | null)[] {
  const { subsegments: _, ...own } = entity
  const { request, response } = entity.http ?? {}
  return [
    entity.name,
    entity.namespace ?? null,
    entity.origin ?? null,
    entity.start_time,
    entity.end_time ?? null,
    Number(entity.error === true),
    Number(entity.throttle === true),
    Number(entity.fault === true),
    request?.method ?? null,
    request?.url ?? null,
    response?.status ?? null,
    entity.user ?? null,
    entity.sql?.sanitized_query ?? null,
    JSON.stringify(own),
  ]
}
