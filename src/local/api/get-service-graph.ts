import type { Service } from '../../graph/index.ts'
import type { GroupBook } from '../group-book.ts'
import type { AskStore } from '../store/trace-store.ts'
import { findNamedGroup } from './find-group.ts'
import { readTimeRange } from './read-field.ts'
import { readFilter } from './read-filter.ts'
import { refuseToken } from './read-page.ts'

/** What `GetServiceGraph` answers. Times are epoch seconds. */
export interface GetServiceGraphResult {
  StartTime: number
  EndTime: number
  Services: Service[]
  ContainsOldGroupVersions: boolean
}

/**
 * The service graph of the traces that start in a time range, and are in a group where one is named.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetServiceGraph.html
 */
export async function getServiceGraph(
  request: Record<string, unknown>,
  groups: GroupBook,
  ask: AskStore,
): Promise<GetServiceGraphResult> {
  refuseToken(request)
  const { startSeconds, endSeconds } = readTimeRange(request)
  const group = findNamedGroup(request, groups)
  const filter = group && readFilter({ ...group }, groups)
  const Services = await ask('serviceGraph', { startSeconds, endSeconds, ...(filter && { filter }) })
  return {
    StartTime: startSeconds,
    EndTime: endSeconds,
    Services,
    ContainsOldGroupVersions: !!group && groups.wasChanged(group.GroupName, startSeconds, endSeconds),
  }
}
