import type { Trace } from '../store/questions/whole-traces.ts'
import type { AskStore } from '../store/trace-store.ts'
import { readTraceIds } from './read-trace-ids.ts'

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
  const { xrayTraceIds, wrong } = readTraceIds(request)
  return { Traces: await ask('wholeTraces', xrayTraceIds), UnprocessedTraceIds: wrong }
}
