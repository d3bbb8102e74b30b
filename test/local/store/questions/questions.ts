import type { ReceivedDocument } from '../../../../src/document/index.ts'
import { TraceDatabase } from '../../../../src/local/store/trace-database.ts'

/** A database that has these documents. */
export function databaseOf(...documents: ReceivedDocument[]): TraceDatabase {
  const database = new TraceDatabase({ maxBytes: Infinity, maxTraces: Infinity })
  database.add(documents.map(document => ({ text: JSON.stringify(document), atMillis: 1_500_000_000_000 })))
  return database
}

/** The id of a trace by number. */
export function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}
