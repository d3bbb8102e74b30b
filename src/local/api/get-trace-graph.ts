import type { Service } from '../../graph/index.ts'
import type { AskStore } from '../store/trace-store.ts'
import { refuseToken } from './read-page.ts'
import { readTraceIds } from './read-trace-ids.ts'

/**
 * The service graph of 1 to 5 traces; those that are not there add nothing to it.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTraceGraph.html
 */
export async function getTraceGraph(
  request: Record<string, unknown>,
  ask: AskStore,
): Promise<{ Services: Service[] }> {
  refuseToken(request)
  return { Services: await ask('traceGraph', readTraceIds(request).xrayTraceIds) }
}
