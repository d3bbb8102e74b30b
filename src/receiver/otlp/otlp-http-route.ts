import type { IncomingMessage, ServerResponse } from 'node:http'
import { quoteValue } from '../../document/index.ts'
import { type OtlpFormat, type OtlpStatus, writeStatus } from '../../otlp/index.ts'
import { BytesInFlight } from '../bytes-in-flight.ts'
import type { Route } from '../create-api-server.ts'
import { inflateBody, isKnownEncoding, TooLarge } from './inflate-body.ts'
import { MAX_BYTES_IN_FLIGHT, MAX_REQUEST_BYTES, TOO_LARGE } from './limits.ts'
import { NO_ROOM, type SpanTaker, type Taken, takeRequest } from './take-request.ts'

const FORMATS = new Map<string, OtlpFormat>([
  ['application/x-protobuf', 'protobuf'],
  ['application/protobuf', 'protobuf'],
  ['application/json', 'json'],
])

const CONTENT_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' }

/** A request that is not taken, with HTTP's own number for why. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly httpStatus: number
  readonly status: OtlpStatus

  constructor(httpStatus: number, status: OtlpStatus) {
    super(status.message)
    this.httpStatus = httpStatus
    this.status = status
  }
}

/**
 * Answers OTLP's requests over HTTP: protobuf or JSON, plain, `gzip` or `deflate`. What is wrong is told in a `Status`
 * of the request's own format: 400 for what can't be read, 413 over 16 MiB, 415 for what is another's, 503 with
 * `Retry-After` when there is no room.
 *
 *     createApiServer({ …, routes: { '/v1/traces': otlpHttpRoute({ onSpans: spans => queue.add(spans), … }) } })
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function otlpHttpRoute(taker: SpanTaker): Route {
  const inFlight = new BytesInFlight(MAX_BYTES_IN_FLIGHT)
  return async (request, response) => {
    const format = formatOf(request)
    try {
      const { response: body, status } = await take(request, format, taker, inFlight)
      if (status) throw new Refused(status.code === 'UNAVAILABLE' ? 503 : 400, status)
      send(request, response, 200, format ?? 'json', body)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { status, httpStatus } = error
      if (status.retryAfterSeconds !== undefined) response.setHeader('retry-after', status.retryAfterSeconds)
      send(request, response, httpStatus, format ?? 'json', writeStatus(format ?? 'json', status))
    }
  }
}

function formatOf(request: IncomingMessage): OtlpFormat | undefined {
  return FORMATS.get((request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase())
}

async function take(
  request: IncomingMessage,
  format: OtlpFormat | undefined,
  taker: SpanTaker,
  inFlight: BytesInFlight,
): Promise<Taken> {
  if (!format) {
    throw unsupported(
      `The request has the content type ${quoteValue(request.headers['content-type'] ?? '')}; send application/x-protobuf or application/json`,
    )
  }
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (!isKnownEncoding(encoding))
    throw unsupported(`The request is ${quoteValue(encoding)} encoded; send it plain, or as gzip or deflate`)
  return takeRequest(inflate(await readBody(request, inFlight), encoding), format, taker)
}

async function readBody(request: IncomingMessage, inFlight: BytesInFlight): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    // Destroyed, the request would take the connection with it, and the caller would never read what was wrong.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (bytes + chunk.length > MAX_REQUEST_BYTES) throw tooLarge()
      if (!inFlight.take(chunk.length)) throw new Refused(503, NO_ROOM)
      bytes += chunk.length
      chunks.push(chunk)
    }
  } finally {
    inFlight.release(bytes)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

function inflate(body: Buffer, encoding: string): Buffer {
  try {
    return inflateBody(body, encoding, MAX_REQUEST_BYTES)
  } catch (error) {
    if (error instanceof TooLarge) throw tooLarge()
    throw new Refused(400, {
      code: 'INVALID_ARGUMENT',
      message: `The request is not ${encoding}, as its Content-Encoding says`,
    })
  }
}

function tooLarge(): Refused {
  return new Refused(413, { code: 'RESOURCE_EXHAUSTED', message: TOO_LARGE })
}

function unsupported(message: string): Refused {
  return new Refused(415, { code: 'INVALID_ARGUMENT', message })
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  httpStatus: number,
  format: OtlpFormat,
  body: Buffer,
): void {
  // What is left of a body that was refused is read and forgotten: a caller hears us when all is sent.
  if (!request.complete) request.resume()
  response.writeHead(httpStatus, { 'content-type': CONTENT_TYPES[format], 'content-length': body.length })
  response.end(body)
}
