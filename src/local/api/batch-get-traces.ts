import { MAX_TRACE_IDS_PER_CALL } from '../../document/index.ts'
import { parseXRayTraceId, toXRayTraceId } from '../../ids/index.ts'
import type { Trace } from '../store/questions/whole-traces.ts'
import type { AskStore } from '../store/trace-store.ts'
import { readStrings } from './read-field.ts'

/** What `BatchGetTraces` answers. */
export interface BatchGetTracesResult {
  Traces: Trace[]
  UnprocessedTraceIds: string[]
}

/**
 * The traces with the given 1 to 5 ids, in X-Ray's form or as 32 hex digits. What is no trace id is answered as
 * unprocessed; a trace that is not there is not in the answer.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html
 */
export async function batchGetTraces(
  request: Record<string, unknown>,
  ask: AskStore,
): Promise<BatchGetTracesResult> {
  const texts = new Set(readStrings(request, 'TraceIds', 1, MAX_TRACE_IDS_PER_CALL))
  const stored = new Set<string>()
  const UnprocessedTraceIds: string[] = []
  for (const text of texts) {
    const id = toStoredId(text)
    if (id === undefined) UnprocessedTraceIds.push(text)
    else stored.add(id)
  }
  return { Traces: await ask('wholeTraces', [...stored]), UnprocessedTraceIds }
}

/** `5759e988bd862e3fe1be46a994272793` and `1-5759e988-BD86…` → `1-5759e988-bd862e3fe1be46a994272793` */
function toStoredId(text: string): string | undefined {
  const traceId = parseXRayTraceId(/^[0-9a-f]{32}$/i.test(text) ? toXRayTraceId(text) : text)
  return traceId === undefined ? undefined : toXRayTraceId(traceId)
}
