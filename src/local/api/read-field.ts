import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'

type Request = Record<string, unknown>

/**
 * A list of strings that a request must have.
 *
 *     readStrings({ TraceIds: ['1-…'] }, 'TraceIds', 1, 5) → ['1-…']
 *
 * @throws ApiError 400 when it is missing, no list of strings, or not within the counts
 */
export function readStrings(request: Request, field: string, minCount: number, maxCount: number): string[] {
  const value = request[field]
  const rule = `it must be a list of ${minCount} to ${maxCount} strings`
  if (value === undefined || value === null) throw invalidRequest(`${field} is missing; ${rule}`)
  if (!Array.isArray(value)) throw invalidRequest(`${field} is ${quoteValue(value)}; ${rule}`)
  const wrong = value.find(item => typeof item !== 'string')
  if (wrong !== undefined) throw invalidRequest(`${field} has ${quoteValue(wrong)} in it; ${rule}`)
  if (value.length < minCount || value.length > maxCount) {
    throw invalidRequest(`${field} has ${value.length.toLocaleString('en-US')} items; ${rule}`)
  }
  return value
}

/**
 * A time that a request must have, in epoch seconds.
 *
 * @throws ApiError 400 when it is missing or no number
 */
export function readTime(request: Request, field: string): number {
  const value = request[field]
  if (value === undefined || value === null)
    throw invalidRequest(`${field} is missing; it must be epoch seconds`)
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw invalidRequest(`${field} is ${quoteValue(value)}; it must be a number, epoch seconds`)
}

/**
 * A string that a request may have, or `undefined`.
 *
 * @throws ApiError 400 when it is something else
 */
export function readString(request: Request, field: string): string | undefined {
  const value = request[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalidRequest(`${field} is ${quoteValue(value)}; it must be a string`)
}

/**
 * The time range that a request must have, from `StartTime` to just before `EndTime`.
 *
 * @throws ApiError 400 when a time is missing or no number, or the range is empty
 */
export function readTimeRange(request: Request): { startSeconds: number; endSeconds: number } {
  const startSeconds = readTime(request, 'StartTime')
  const endSeconds = readTime(request, 'EndTime')
  if (startSeconds < endSeconds) return { startSeconds, endSeconds }
  throw invalidRequest(
    `StartTime ${startSeconds} is not before EndTime ${endSeconds}; the range is from the one to the other`,
  )
}
