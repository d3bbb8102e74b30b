import { MAX_TRACE_BYTES } from '../../../document/index.ts'
import { mergeTrace, secondsBetween } from '../../../trace/index.ts'
import type { TraceDatabase } from '../trace-database.ts'

/** One whole trace, as the API answers it. */
export interface Trace {
  Id: string
  /** Seconds from the first start to the last end. */
  Duration: number
  /** It is larger than X-Ray would let it grow; here it is whole. */
  LimitExceeded: boolean
  /** Each `Document` is JSON text. */
  Segments: { Id: string; Document: string }[]
}

/**
 * Those of the traces that are there, each segment with its independent subsegments nested in it, and with segments for
 * the callees that sent none. Subsegments whose parent has not arrived stand by themselves.
 */
export function wholeTraces(database: TraceDatabase, xrayTraceIds: string[]): Trace[] {
  return xrayTraceIds.flatMap(id => {
    const stored = database.get(id)
    const merged = stored && mergeTrace(database.documents(stored))
    if (!merged) return []
    const documents = [...merged.segments, ...merged.orphans, ...merged.inferred]
    return {
      Id: stored.id,
      Duration: secondsBetween(stored.startSeconds, stored.endSeconds),
      LimitExceeded: stored.bytes > MAX_TRACE_BYTES,
      Segments: documents.map(document => ({ Id: document.id, Document: JSON.stringify(document) })),
    }
  })
}
