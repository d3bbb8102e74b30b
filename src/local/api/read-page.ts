import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import { readString } from './read-field.ts'

/** AWS names no size of a page; this is ours. */
const PAGE_ITEMS = 100

/**
 * The page of a list that a request asks for by its `NextToken`, and the token of the next page, when there is one.
 *
 * @throws ApiError 400 when the token is not one that was given
 */
export function readPage<Item>(
  request: Record<string, unknown>,
  items: Item[],
): { items: Item[]; NextToken?: string } {
  const token = readString(request, 'NextToken')
  const from = token === undefined ? 0 : Number(token)
  if (token !== undefined && !/^\d{1,9}$/.test(token)) {
    throw invalidRequest(`NextToken is ${quoteValue(token)}; it must be one that this server has given`)
  }
  const to = from + PAGE_ITEMS
  return { items: items.slice(from, to), ...(to < items.length && { NextToken: String(to) }) }
}

/**
 * For operations that answer all on one page: they give no token, so that whoever has one has it from elsewhere.
 *
 * @throws ApiError 400 when there is one
 */
export function refuseToken(request: Record<string, unknown>): void {
  const token = readString(request, 'NextToken')
  if (token === undefined) return
  throw invalidRequest(`NextToken is ${quoteValue(token)}; it is not supported here: all is on one page`)
}
