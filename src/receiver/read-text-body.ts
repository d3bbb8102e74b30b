import type { IncomingMessage } from 'node:http'
import { quoteValue } from '../document/index.ts'
import { ApiError } from './api-error.ts'
import { BytesInFlight } from './bytes-in-flight.ts'

/** Of all bodies that are being received: many that come slowly must not fill the memory. */
const IN_FLIGHT = new BytesInFlight(128 * 1024 * 1024)

/**
 * The text in a request's body.
 *
 * @param advice what a caller is told who sends too much
 * @throws ApiError 413 over `maxBytes`, 415 when it is compressed, 429 while all bodies together have no room
 */
export async function readTextBody(
  request: IncomingMessage,
  maxBytes: number,
  advice: string,
  inFlight: BytesInFlight = IN_FLIGHT,
): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    throw new ApiError(
      'UnsupportedMediaTypeException',
      415,
      `The body is ${quoteValue(encoding)} encoded; send it uncompressed`,
    )
  }
  const tooLarge = () =>
    new ApiError(
      'InvalidRequestException',
      413,
      `The body is over ${maxBytes.toLocaleString('en-US')} bytes; ${advice}`,
    )
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    // Destroyed, the request would take the connection with it, and the caller would never read what was wrong.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (bytes + chunk.length > maxBytes) throw tooLarge()
      if (!inFlight.take(chunk.length)) throw noRoom()
      bytes += chunk.length
      chunks.push(chunk)
    }
  } finally {
    inFlight.release(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function noRoom(): ApiError {
  return new ApiError(
    'ThrottledException',
    429,
    'There is no room for the body: too many are being received; send it again',
  )
}
