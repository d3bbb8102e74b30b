import { once } from 'node:events'
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { gzipSync } from 'node:zlib'
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeGrpcMessage } from '../../../src/receiver/otlp/read-grpc-message.ts'
import { sdkSpans } from '../../fixtures/sdk-spans.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'
import { openOtlpServer } from './otlp-receivers.ts'

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'
const request = writeGrpcMessage(Buffer.from(ProtobufTraceSerializer.serializeRequest(sdkSpans())!))

let opened: Awaited<ReturnType<typeof openOtlpServer>>
let session: ClientHttp2Session
beforeEach(async () => {
  opened = await openOtlpServer('grpc')
  session = connect(opened.url)
})
afterEach(async () => {
  session.destroy()
  await opened.server.close()
})

async function call(body: Buffer, headers: OutgoingHttpHeaders = {}, from = session) {
  const stream = from.request({
    ':method': 'POST',
    ':path': EXPORT,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  })
  let head: Record<string, unknown> = {}
  stream.on('response', received => {
    head = { ...head, ...received }
  })
  stream.on('trailers', received => {
    head = { ...head, ...received }
  })
  stream.end(body)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { head, body: Buffer.concat(chunks) }
}

describe('createOtlpGrpcServer()', () => {
  test('takes spans, and answers with a message and a status behind it', async () => {
    const { head, body } = await call(request)
    expect(head).toMatchObject({
      ':status': 200,
      'content-type': 'application/grpc+proto',
      'grpc-status': '0',
    })
    expect(body).toEqual(Buffer.alloc(5))
    expect(opened.spans.length).toBe(3)
  })

  test.each([
    ['of another method', '12', request, { ':path': '/grpc.health.v1.Health/Check' }, /Nothing is served at/],
    ['of metrics', '12', request, { ':path': EXPORT.replaceAll(/trace|Trace/g, 'metrics') }, /there is \//],
    ['of no message', '3', Buffer.alloc(0), {}, /holds no message/],
    ['not protobuf', '3', writeGrpcMessage(Buffer.from('nope')), {}, /not a protobuf/],
    [
      'in an unknown encoding',
      '12',
      Buffer.from(request.with(0, 1)),
      { 'grpc-encoding': 'snappy' },
      /"snappy" encoded/,
    ],
    ['too large', '8', writeGrpcMessage(Buffer.alloc(17 * 1024 * 1024)), {}, /over 16,777,216 bytes/],
    [
      'a bomb',
      '8',
      Buffer.from(writeGrpcMessage(gzipSync(Buffer.alloc(64 * 1024 * 1024))).with(0, 1)),
      { 'grpc-encoding': 'gzip' },
      /over 16,777,216 bytes/,
    ],
    ['for another host', '7', request, { ':authority': 'evil.example' }, /for the host "evil.example"/],
  ])('refuses a call that is %s with %s', async (_, code, body, headers, message) => {
    const { head } = await call(body, headers)
    expect(head).toMatchObject({ ':status': 200, 'grpc-status': code })
    expect(decodeURIComponent(`${head['grpc-message']}`)).toMatch(message)
    expect((await call(request)).head).toMatchObject({ 'grpc-status': '0' })
  })

  test('refuses what is no gRPC with 415', async () => {
    expect((await call(request, { 'content-type': 'application/json' })).head).toMatchObject({
      ':status': 415,
    })
  })

  test('says in a partial success which spans it refused', async () => {
    const type = messageType('ExportTraceServiceRequest')
    const bad = type.fromObject({ resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'no ids' }] }] }] })
    const { head, body } = await call(writeGrpcMessage(Buffer.from(type.encode(bad).finish())))
    expect(head).toMatchObject({ 'grpc-status': '0' })
    expect(messageType('ExportTraceServiceResponse').decode(body.subarray(5)).toJSON()).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringMatching(/traceId is ""/) },
    })
  })

  test('sends a caller away for whose spans there is no room, and says for how long', async () => {
    const full = await openOtlpServer('grpc', { onSpans: () => false })
    const other = connect(full.url)
    const { head } = await call(request, {}, other)
    expect(head).toMatchObject({ 'grpc-status': '14' })
    const status = messageType('RpcStatus').decode(
      Buffer.from(`${head['grpc-status-details-bin']}`, 'base64'),
    )
    expect(status.toJSON()).toMatchObject({
      code: 14,
      details: [{ typeUrl: expect.stringMatching(/RetryInfo$/) }],
    })
    other.destroy()
    await full.server.close()
  })

  test('answers by the further names that it was given', async () => {
    const named = await openOtlpServer('grpc', { allowedHosts: ['collector'] })
    const other = connect(named.url)
    expect((await call(request, { ':authority': 'collector:4317' }, other)).head).toMatchObject({
      'grpc-status': '0',
    })
    other.destroy()
    await named.server.close()
  })

  test('serves many calls on one connection at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => call(request)))
    expect(new Set(answers.map(({ head }) => head['grpc-status']))).toEqual(new Set(['0']))
    expect(opened.spans.length).toBe(180)
  })

  test('goes on when callers leave in the middle, or speak something else', async () => {
    const stream = session.request({ ':method': 'POST', ':path': EXPORT, 'content-type': 'application/grpc' })
    stream.on('error', () => {})
    stream.write(request.subarray(0, 10))
    await new Promise(resolve => setTimeout(resolve, 50))
    stream.close(8)
    for (const words of ['GET / HTTP/1.1\r\n\r\n', Buffer.alloc(1000, 255)]) {
      const socket = connectTcp(opened.server.port, '127.0.0.1')
      socket.on('error', () => {}).resume()
      socket.write(words)
      await once(socket, 'close')
    }
    await vi.waitFor(async () => expect((await call(request)).head).toMatchObject({ 'grpc-status': '0' }))
    expect(opened.errors).toEqual([])
  })
})
