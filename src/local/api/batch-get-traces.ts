import { MAX_TRACE_IDS_PER_CALL, mergeDocuments } from '../../document/index.ts'
import { parseXRayTraceId, toXRayTraceId } from '../../ids/index.ts'
import type { StoredTrace, TraceStore } from '../trace-store.ts'
import { readStrings } from './read-field.ts'

/** One whole trace, as the API answers it. */
export interface Trace {
  Id: string
  /** Seconds from the first start to the last end. */
  Duration: number
  LimitExceeded: boolean
  /** Each `Document` is JSON text. */
  Segments: { Id: string; Document: string }[]
}

/** What `BatchGetTraces` answers. */
export interface BatchGetTracesResult {
  Traces: Trace[]
  UnprocessedTraceIds: string[]
}

/**
 * The traces with the given 1 to 5 ids, in X-Ray's form or as 32 hex digits. What is no trace id is answered as
 * unprocessed; a trace that is not there is not in the answer. Independent subsegments are nested in their segment; those
 * whose parent has not arrived stand by themselves.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html
 */
export function batchGetTraces(request: Record<string, unknown>, store: TraceStore): BatchGetTracesResult {
  const result: BatchGetTracesResult = { Traces: [], UnprocessedTraceIds: [] }
  for (const text of new Set(readStrings(request, 'TraceIds', 1, MAX_TRACE_IDS_PER_CALL))) {
    const xrayTraceId = toStoredId(text)
    if (xrayTraceId === undefined) {
      result.UnprocessedTraceIds.push(text)
      continue
    }
    const trace = store.get(xrayTraceId)
    if (trace) result.Traces.push(toTrace(trace))
  }
  return result
}

/** `5759e988bd862e3fe1be46a994272793` and `1-5759e988-BD86…` → `1-5759e988-bd862e3fe1be46a994272793` */
function toStoredId(text: string): string | undefined {
  const traceId = parseXRayTraceId(/^[0-9a-f]{32}$/i.test(text) ? toXRayTraceId(text) : text)
  return traceId === undefined ? undefined : toXRayTraceId(traceId)
}

function toTrace(trace: StoredTrace): Trace {
  return {
    Id: trace.xrayTraceId,
    Duration: trace.endSeconds - trace.startSeconds,
    LimitExceeded: false,
    Segments: mergeDocuments(trace.documents()).map(document => ({
      Id: document.id,
      Document: JSON.stringify(document),
    })),
  }
}
