import { type Filter, inlineGroups, parseFilter } from '../../filter/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { GroupBook } from '../group-book.ts'
import { readString } from './read-field.ts'

/**
 * The filter expression that a request may have, with its groups put in; `undefined` where there is none.
 *
 * @throws ApiError 400 when it cannot be read, with where and why
 */
export function readFilter(
  request: Record<string, unknown>,
  groups: GroupBook,
  field = 'FilterExpression',
): Filter | undefined {
  const text = readString(request, field)
  if (text === undefined || text.trim() === '') return undefined
  const { filter, error } = parseFilter(text)
  if (error) throw invalidRequest(error.message)
  return inlineGroups(filter, groups.list())
}
