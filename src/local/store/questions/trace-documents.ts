import { mergeDocuments } from '../../../document/index.ts'
import type { TraceDatabase } from '../trace-database.ts'

/**
 * The documents of one trace, merged, without what X-Ray would infer from them: JSON text of a list, which is empty when
 * the trace is not there. As text it goes from thread to thread, and to the page, without being taken apart again.
 */
export function traceDocuments(database: TraceDatabase, xrayTraceId: string): string {
  const stored = database.get(xrayTraceId)
  return JSON.stringify(stored ? mergeDocuments(database.documents(stored)) : [])
}
