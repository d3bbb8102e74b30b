import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { Group, GroupBook } from '../group-book.ts'
import { readString } from './read-field.ts'
import { readFilter } from './read-filter.ts'

/**
 * What a request may say of a group: its filter, and whether insights are wanted.
 *
 * @throws ApiError 400 when the filter cannot be read, or a field is of a wrong type
 */
export function readGroupFields(
  request: Record<string, unknown>,
  groups: GroupBook,
): Partial<Pick<Group, 'FilterExpression' | 'InsightsConfiguration'>> {
  readFilter(request, groups)
  const FilterExpression = readString(request, 'FilterExpression')
  const insights = readInsights(request.InsightsConfiguration)
  return {
    ...(FilterExpression !== undefined && { FilterExpression }),
    ...(insights && { InsightsConfiguration: insights }),
  }
}

function readInsights(value: unknown): Group['InsightsConfiguration'] | undefined {
  if (value === undefined || value === null) return undefined
  const { InsightsEnabled = false, NotificationsEnabled = false } = value as Record<string, unknown>
  if (typeof InsightsEnabled !== 'boolean' || typeof NotificationsEnabled !== 'boolean') {
    throw invalidRequest(
      `InsightsConfiguration is ${quoteValue(value)}; its InsightsEnabled and NotificationsEnabled must be true or false`,
    )
  }
  if (NotificationsEnabled && !InsightsEnabled) {
    throw invalidRequest(
      'NotificationsEnabled is true and InsightsEnabled is not; notifications need insights',
    )
  }
  return { InsightsEnabled, NotificationsEnabled }
}
