import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { PageEnd } from '../store/questions/find-traces.ts'

/** Where a page of traces ended, as a `NextToken`. */
export function formatPageEnd({ startSeconds, xrayTraceId }: PageEnd): string {
  return Buffer.from(JSON.stringify([startSeconds, xrayTraceId])).toString('base64url')
}

/**
 * Where the page before the asked one ended, or `undefined` for the first.
 *
 * @throws ApiError 400 when the token is not one of {@link formatPageEnd}
 */
export function readPageEnd(token: string | undefined): PageEnd | undefined {
  if (token === undefined) return undefined
  try {
    const [startSeconds, xrayTraceId] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    if (typeof startSeconds === 'number' && typeof xrayTraceId === 'string') {
      return { startSeconds, xrayTraceId }
    }
  } catch {
    // Not one of ours.
  }
  throw invalidRequest(`NextToken is ${quoteValue(token)}; it must be one that this server has given`)
}
