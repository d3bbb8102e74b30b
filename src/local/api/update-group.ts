import { invalidRequest } from '../../receiver/index.ts'
import type { Group, GroupBook } from '../group-book.ts'
import { findGroup } from './find-group.ts'
import { readGroupFields } from './read-group-fields.ts'

/**
 * Changes what is given of a group. From then on the new filter counts, for the past as well.
 *
 * @throws ApiError 400 when the request breaks a rule of the API, or there is no such group
 * @see https://docs.aws.amazon.com/xray/latest/api/API_UpdateGroup.html
 */
export function updateGroup(
  request: Record<string, unknown>,
  groups: GroupBook,
  nowSeconds: number,
): { Group: Group } {
  const group = findGroup(request, groups)
  const fields = readGroupFields(request, groups)
  if (group.GroupName === 'Default' && fields.FilterExpression !== undefined) {
    throw invalidRequest('The group Default has all traces; it takes no FilterExpression')
  }
  return { Group: groups.put({ ...group, ...fields }, nowSeconds) }
}
