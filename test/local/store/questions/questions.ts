import type { ReceivedDocument } from '../../../../src/document/index.ts'
import type { TraceDatabase } from '../../../../src/local/store/trace-database.ts'
import { databaseOf as databaseOfAll } from '../arrivals.ts'

/** A database that has these documents. */
export function databaseOf(...documents: ReceivedDocument[]): TraceDatabase {
  return databaseOfAll(documents)
}

/** The id of a trace by number. */
export function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}
