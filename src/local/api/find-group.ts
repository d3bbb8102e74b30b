import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { Group, GroupBook } from '../group-book.ts'
import { readString } from './read-field.ts'

/**
 * The group that a request names.
 *
 * @throws ApiError 400 when it names none, or there is no such group
 */
export function findGroup(request: Record<string, unknown>, groups: GroupBook): Group {
  const group = findNamedGroup(request, groups)
  if (group) return group
  throw invalidRequest('The request names no group; give GroupName or GroupARN')
}

/**
 * The group that a request may name, or `undefined` when it names none.
 *
 * @throws ApiError 400 when there is no such group
 */
export function findNamedGroup(request: Record<string, unknown>, groups: GroupBook): Group | undefined {
  const GroupName = readString(request, 'GroupName')
  const GroupARN = readString(request, 'GroupARN')
  if (GroupName === undefined && GroupARN === undefined) return undefined
  const group = groups.get(GroupName === undefined ? { GroupARN: GroupARN! } : { GroupName })
  if (group) return group
  throw invalidRequest(`There is no group ${quoteValue(GroupName ?? GroupARN)}; list them with GetGroups`)
}
