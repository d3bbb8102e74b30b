import { MAX_TRACE_IDS_PER_CALL } from '../../document/index.ts'
import { parseXRayTraceId, toXRayTraceId } from '../../ids/index.ts'
import { readStrings } from './read-field.ts'

/**
 * The 1 to 5 trace ids of a request, in X-Ray's form or as 32 hex digits, each once and as they are stored; and what is
 * no trace id.
 *
 *     { TraceIds: ['5759e988bd862e3fe1be46a994272793', 'x'] }
 *     → { xrayTraceIds: ['1-5759e988-bd862e3fe1be46a994272793'], wrong: ['x'] }
 *
 * @throws ApiError 400 when there is no list of 1 to 5 strings
 */
export function readTraceIds(request: Record<string, unknown>): { xrayTraceIds: string[]; wrong: string[] } {
  const ids = new Set<string>()
  const wrong = new Set<string>()
  for (const text of readStrings(request, 'TraceIds', 1, MAX_TRACE_IDS_PER_CALL)) {
    const traceId = parseXRayTraceId(/^[0-9a-f]{32}$/i.test(text) ? toXRayTraceId(text) : text)
    if (traceId === undefined) wrong.add(text)
    else ids.add(toXRayTraceId(traceId))
  }
  return { xrayTraceIds: [...ids], wrong: [...wrong] }
}
