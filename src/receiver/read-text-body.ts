import type { IncomingMessage } from 'node:http'
import { quoteValue } from '../document/index.ts'
import { ApiError } from './api-error.ts'

/**
 * The text in a request's body.
 *
 * @param advice what a caller is told who sends too much
 * @throws ApiError 413 over `maxBytes`, 415 when it is compressed
 */
export async function readTextBody(
  request: IncomingMessage,
  maxBytes: number,
  advice: string,
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
  // Destroyed, the request would take the connection with it, and the caller would never read what was wrong.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
