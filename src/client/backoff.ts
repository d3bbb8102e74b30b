const BASE_MILLIS = 100
const MAX_MILLIS = 20_000

/** No server is left alone for longer, whatever it asks for. */
const MAX_RETRY_AFTER_MILLIS = 60_000

/**
 * How long to wait before a call is made again: any time up to a bound that doubles with each failure, so that many
 * processes do not come back together; never less than the other side asks for.
 *
 * @param failures how many there were, 1 at least
 * @param random from 0 to just below 1
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function backoffMillis(failures: number, random: number, retryAfterMillis = 0): number {
  const bound = Math.min(BASE_MILLIS * 2 ** failures, MAX_MILLIS)
  return Math.max(random * bound, Math.min(retryAfterMillis, MAX_RETRY_AFTER_MILLIS))
}

/**
 * What a `Retry-After` header asks for: seconds, or a date; `undefined` when it says neither.
 *
 *     retryAfterMillis('2', now) → 2000
 */
export function retryAfterMillis(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000
  const at = /^[a-z]{3},/i.test(header.trim()) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0)
}
