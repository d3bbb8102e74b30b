import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { Group, GroupBook } from '../group-book.ts'
import { readString } from './read-field.ts'
import { readGroupFields } from './read-group-fields.ts'

const MAX_NAME_CHARS = 32
/** As in AWS, `Default` not counted. */
const MAX_GROUPS = 25

/**
 * Makes a group of the traces that a filter finds.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_CreateGroup.html
 */
export function createGroup(
  request: Record<string, unknown>,
  groups: GroupBook,
  nowSeconds: number,
): { Group: Group } {
  const GroupName = readString(request, 'GroupName')
  if (!GroupName || GroupName.length > MAX_NAME_CHARS) {
    throw invalidRequest(
      `GroupName is ${quoteValue(GroupName)}; it must have 1 to ${MAX_NAME_CHARS} characters`,
    )
  }
  if (groups.get({ GroupName })) {
    throw invalidRequest(`There is a group ${quoteValue(GroupName)} already; change it with UpdateGroup`)
  }
  if (groups.list().length > MAX_GROUPS) {
    throw invalidRequest(`There are ${MAX_GROUPS} groups already; delete one first`)
  }
  const InsightsConfiguration = { InsightsEnabled: false, NotificationsEnabled: false }
  const fields = readGroupFields(request, groups)
  return { Group: groups.put({ GroupName, InsightsConfiguration, ...fields }, nowSeconds) }
}
