import type { Group, GroupBook } from '../group-book.ts'
import { findGroup } from './find-group.ts'

/**
 * One group.
 *
 * @throws ApiError 400 when there is no such group
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetGroup.html
 */
export function getGroup(request: Record<string, unknown>, groups: GroupBook): { Group: Group } {
  return { Group: findGroup(request, groups) }
}
