import type { Trace } from '../store/questions/whole-traces.ts'
import type { AskStore } from '../store/trace-store.ts'
import { refuseToken } from './read-page.ts'
import { readTraceIds } from './read-trace-ids.ts'

/** What `BatchGetTraces` answers. */
export interface BatchGetTracesResult {
  Traces: Trace[]
  UnprocessedTraceIds: string[]
}

/**
 * The traces with the given 1 to 5 ids, in X-Ray's form or as 32 hex digits. Ids of traces that are not there, and what is
 * no trace id, are answered as unprocessed. There is one page: like X-Ray's, this operation takes no `NextToken`.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html
 */
export async function batchGetTraces(
  request: Record<string, unknown>,
  ask: AskStore,
): Promise<BatchGetTracesResult> {
  refuseToken(request)
  const { xrayTraceIds, wrong } = readTraceIds(request)
  const Traces = await ask('wholeTraces', xrayTraceIds)
  const found = new Set(Traces.map(({ Id }) => Id))
  return { Traces, UnprocessedTraceIds: [...xrayTraceIds.filter(id => !found.has(id)), ...wrong] }
}
