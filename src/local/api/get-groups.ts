import type { Group, GroupBook } from '../group-book.ts'
import { readPage } from './read-page.ts'

/**
 * All groups, in the order in which they were made.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetGroups.html
 */
export function getGroups(
  request: Record<string, unknown>,
  groups: GroupBook,
): { Groups: Group[]; NextToken?: string } {
  const { items, ...token } = readPage(request, groups.list())
  return { Groups: items, ...token }
}
