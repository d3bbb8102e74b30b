import type { ReceivedDocument } from '../../../src/document/index.ts'
import { ArrivalBatch } from '../../../src/local/store/arrival-batch.ts'
import { type StoreLimits, TraceDatabase } from '../../../src/local/store/trace-database.ts'

const UNLIMITED = { maxBytes: Infinity, maxTraces: Infinity }

/** Documents as they come to the store's thread, all at one time. */
export function arrivalsOf(documents: ReceivedDocument[], atMillis = 1_500_000_000_000): ArrivalBatch {
  const batch = new ArrivalBatch()
  for (const document of documents) batch.add(document, JSON.stringify(document), atMillis)
  return batch
}

/** A database that has these documents, and has indexed them. */
export function databaseOf(documents: ReceivedDocument[], limits: StoreLimits = UNLIMITED): TraceDatabase {
  const database = new TraceDatabase(limits)
  database.add(arrivalsOf(documents))
  database.refresh(0, true)
  return database
}
