import type { Claims } from './claims.ts'
import { type EndedSpan, STATUS_ERROR } from './ended-span.ts'

/**
 * Whose doing it was, as members; only true ones are written. The HTTP status decides where there is one, whatever
 * the span's own status says.
 *
 *     429 → ,"error":true,"throttle":true    404 → ,"error":true    503 → ,"fault":true
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function flagMembers(span: EndedSpan, claims: Claims): string {
  const status = Number(claims.peek('http.response.status_code') ?? claims.peek('http.status_code'))
  if (status === 429) return ',"error":true,"throttle":true'
  if (status >= 400 && status < 500) return ',"error":true'
  if (status >= 500 && status < 600) return ',"fault":true'
  return span.status.code === STATUS_ERROR ? ',"fault":true' : ''
}
