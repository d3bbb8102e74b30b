import type { CountedValue, TraceDatabase } from '../trace-database.ts'

/** Values that traces have, the most frequent first. */
export interface KnownValuesQuery {
  /** A keyword, `service`, `annotation[KEY]`, or `annotation` for the keys of annotations. */
  of: string
  /** What is in them; empty for all. */
  containing: string
  limit: number
}

/** The values by which filters can find traces. */
export function knownValues(
  database: TraceDatabase,
  { of, containing, limit }: KnownValuesQuery,
): CountedValue[] {
  if (of === 'annotation') return database.annotationKeys(containing, limit)
  return database.values(of, containing, limit)
}
