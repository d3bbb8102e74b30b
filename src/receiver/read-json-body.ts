import type { IncomingMessage } from 'node:http'
import { quoteValue } from '../document/index.ts'
import { ApiError, invalidRequest } from './api-error.ts'

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
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    throw new ApiError(
      'UnsupportedMediaTypeException',
      415,
      `The body is ${quoteValue(encoding)} encoded; send it uncompressed`,
    )
  }
  const text = await readText(request)
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

async function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  // Destroyed, the request would take the connection with it, and the caller would never read what was wrong.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(): ApiError {
  return new ApiError(
    'InvalidRequestException',
    413,
    `The body is over ${MAX_BODY_BYTES.toLocaleString('en-US')} bytes; send fewer documents in one call`,
  )
}
