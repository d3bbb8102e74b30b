import { invalidRequest } from '../../receiver/index.ts'
import type { GroupBook } from '../group-book.ts'
import { findGroup } from './find-group.ts'

/**
 * Deletes a group; its traces stay.
 *
 * @throws ApiError 400 when there is no such group, or it is `Default`
 * @see https://docs.aws.amazon.com/xray/latest/api/API_DeleteGroup.html
 */
export function deleteGroup(request: Record<string, unknown>, groups: GroupBook): Record<string, never> {
  const { GroupName } = findGroup(request, groups)
  if (GroupName === 'Default') throw invalidRequest('The group Default cannot be deleted')
  groups.delete(GroupName)
  return {}
}
