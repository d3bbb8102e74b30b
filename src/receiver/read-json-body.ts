import type { IncomingMessage } from 'node:http'
import { quoteValue } from '../document/index.ts'
import { invalidRequest } from './api-error.ts'
import { readTextBody } from './read-text-body.ts'

/** 50 documents of 64 KiB, escaped inside a JSON string, with room to spare. */
const MAX_BODY_BYTES = 5 * 1024 * 1024

/**
 * The fields of the JSON object in a request's body; none at all when the body is empty.
 *
 *     {"TraceIds":["1-…"]} → { TraceIds: ['1-…'] }
 *
 * @throws ApiError 400 when it is no JSON object, 413 over 5 MiB, 415 when it is compressed
 */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readTextBody(request, MAX_BODY_BYTES, 'send fewer documents in one call')
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalidRequest(`The body is not JSON: it begins with ${quoteValue(text.slice(0, 40))}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest(`The body is ${quoteValue(value)}; it must be one JSON object`)
  }
  return value as Record<string, unknown>
}
