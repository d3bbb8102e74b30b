import {
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import { quoteValue } from '../../document/index.ts'
import { GRPC_CODES, type OtlpStatus, writeStatus } from '../../otlp/index.ts'
import { BytesInFlight } from '../bytes-in-flight.ts'
import { checkCaller } from '../check-caller.ts'
import type { ApiServer } from '../create-api-server.ts'
import { listen } from '../listen.ts'
import { MAX_BYTES_IN_FLIGHT, MAX_REQUEST_BYTES, TOO_LARGE } from './limits.ts'
import type { OtlpServerOptions } from './otlp-server-options.ts'
import { GRPC_PREFIX_BYTES, readGrpcMessage, writeGrpcMessage } from './read-grpc-message.ts'
import { NO_ROOM, takeRequest } from './take-request.ts'

const EXPORT_PATH = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'
const ENCODINGS = 'identity,gzip,deflate'
const CALL_TIMEOUT_MILLIS = 30_000
const IDLE_TIMEOUT_MILLIS = 300_000
/** A process has one; each may hold as many half-open calls as its streams and its memory have room for. */
const MAX_CONNECTIONS = 256
const MAX_MESSAGE_CHARS = 1000

/** Bounds for a peer that means ill: streams, headers, and memory of one connection. */
const HTTP2_OPTIONS = {
  settings: {
    enablePush: false,
    maxConcurrentStreams: 100,
    maxHeaderListSize: 16 * 1024,
    initialWindowSize: 1024 * 1024,
  },
  maxHeaderListPairs: 64,
  maxSessionMemory: 4,
  maxSessionInvalidFrames: 100,
  maxSessionRejectedStreams: 100,
  maxSettings: 32,
  maxOutstandingPings: 10,
}

/** A call that is not taken. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: OtlpStatus

  constructor(status: OtlpStatus) {
    super(status.message)
    this.status = status
  }
}

/**
 * Listens for OTLP over gRPC, in plain HTTP/2. Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await createOtlpGrpcServer({ host: '127.0.0.1', port: 4317, onSpans: spans => queue.add(spans), … })
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlpgrpc
 */
export async function createOtlpGrpcServer(options: OtlpServerOptions): Promise<ApiServer> {
  const server = createServer(HTTP2_OPTIONS)
  server.maxConnections = MAX_CONNECTIONS
  const inFlight = new BytesInFlight(MAX_BYTES_IN_FLIGHT)
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', session => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.setTimeout(IDLE_TIMEOUT_MILLIS, () => session.close())
  })
  // What a peer breaks is its own affair.
  server.on('sessionError', () => {})
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    answer(stream, headers, options, inFlight).catch((error: unknown) => {
      const isGone = stream.destroyed || stream.aborted
      if (!(error instanceof Refused) && !isGone) options.onError(error)
      if (!isGone) sendStatus(stream, error instanceof Refused ? error.status : DEFECT)
    })
  })
  const bound = await listen(server, options)
  return {
    ...bound,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        for (const session of sessions) session.destroy()
      }),
  }
}

const DEFECT: OtlpStatus = { code: 'INTERNAL', message: 'The request failed on a defect of this server' }

async function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  options: OtlpServerOptions,
  inFlight: BytesInFlight,
): Promise<void> {
  checkHeaders(headers, options)
  if (!/^application\/grpc(\+proto)?(;|$)/.test(headers['content-type'] ?? '')) {
    stream.respond({ ':status': 415 }, { endStream: true })
    forgetRest(stream)
    return
  }
  if (headers[':path'] !== EXPORT_PATH) {
    const message = `Nothing is served at ${quoteValue(headers[':path'])}; there is ${EXPORT_PATH}`
    throw new Refused({ code: 'UNIMPLEMENTED', message })
  }
  const body = await readBody(stream, inFlight)
  const { message, status } = readGrpcMessage(body, `${headers['grpc-encoding'] ?? 'identity'}`)
  if (status) throw new Refused(status)
  const taken = takeRequest(message, 'protobuf', options)
  if (taken.status) throw new Refused(taken.status)
  if (!stream.destroyed) sendMessage(stream, taken.response)
}

function checkHeaders(
  { ':authority': authority, host = authority, origin }: IncomingHttpHeaders,
  { allowedHosts, host: boundHost }: OtlpServerOptions,
): void {
  try {
    checkCaller({ headers: { host, origin } }, boundHost, allowedHosts, false)
  } catch (error) {
    throw new Refused({ code: 'PERMISSION_DENIED', message: (error as Error).message })
  }
}

async function readBody(stream: ServerHttp2Stream, inFlight: BytesInFlight): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  const deadline = setTimeout(() => stream.destroy(TIMED_OUT), CALL_TIMEOUT_MILLIS)
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (bytes + chunk.length > MAX_REQUEST_BYTES + GRPC_PREFIX_BYTES)
        throw new Refused({ code: 'RESOURCE_EXHAUSTED', message: TOO_LARGE })
      if (!inFlight.take(chunk.length)) throw new Refused(NO_ROOM)
      bytes += chunk.length
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(deadline)
    inFlight.release(bytes)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

const TIMED_OUT = new Error('The request took too long')

function sendMessage(stream: ServerHttp2Stream, message: Buffer): void {
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc+proto', 'grpc-accept-encoding': ENCODINGS },
    { waitForTrailers: true },
  )
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  stream.end(writeGrpcMessage(message))
}

/** All in one frame of headers, as a call that fails is answered. */
function sendStatus(stream: ServerHttp2Stream, status: OtlpStatus): void {
  const message = encodeURIComponent(status.message.slice(0, MAX_MESSAGE_CHARS).toWellFormed())
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc+proto',
      'grpc-accept-encoding': ENCODINGS,
      'grpc-status': `${GRPC_CODES[status.code]}`,
      'grpc-message': message,
      'grpc-status-details-bin': writeStatus('protobuf', status).toString('base64'),
    },
    { endStream: true },
  )
  forgetRest(stream)
}

/** Reads what is left of a body, for a while: a stream that is closed at once may take its answer along. */
function forgetRest(stream: ServerHttp2Stream): void {
  stream.resume()
  const deadline = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), CALL_TIMEOUT_MILLIS)
  stream.once('close', () => clearTimeout(deadline))
}
