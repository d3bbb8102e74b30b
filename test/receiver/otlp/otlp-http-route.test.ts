import { once } from 'node:events'
import { connect } from 'node:net'
import { deflateSync, gzipSync } from 'node:zlib'
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { sdkSpans } from '../../fixtures/sdk-spans.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'
import { openOtlpServer } from './otlp-receivers.ts'

const spans = sdkSpans()
const names = spans.map(({ name }) => name)
const protobuf = Buffer.from(ProtobufTraceSerializer.serializeRequest(spans)!)
const json = Buffer.from(JsonTraceSerializer.serializeRequest(spans)!)
const PROTOBUF = 'application/x-protobuf'
const JSON_TYPE = 'application/json'

let opened: Awaited<ReturnType<typeof openOtlpServer>>
beforeAll(async () => {
  opened = await openOtlpServer('http')
})
beforeEach(() => void opened.spans.splice(0))
afterAll(() => opened.server.close())

function post(body: Buffer, headers: Record<string, string>, url = opened.url): Promise<Response> {
  return fetch(`${url}/v1/traces`, { method: 'POST', body: new Uint8Array(body), headers })
}

describe('otlpHttpRoute()', () => {
  test.each([
    ['protobuf', protobuf, { 'content-type': PROTOBUF }],
    ['protobuf, gzip', gzipSync(protobuf), { 'content-type': PROTOBUF, 'content-encoding': 'gzip' }],
    ['protobuf, deflate', deflateSync(protobuf), { 'content-type': PROTOBUF, 'content-encoding': 'deflate' }],
    ['JSON', json, { 'content-type': 'application/json; charset=utf-8' }],
    ['JSON, gzip', gzipSync(json), { 'content-type': JSON_TYPE, 'content-encoding': 'GZIP' }],
  ])('takes %s', async (_, body, headers) => {
    const response = await post(body, headers)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(headers['content-type'].split(';')[0])
    expect(await response.text()).toBe(headers['content-type'] === PROTOBUF ? '' : '{}')
    expect(opened.spans.map(({ name }) => name)).toEqual(names)
  })

  test.each([
    ['of another type', 415, json, { 'content-type': 'text/plain' }, /content type "text\/plain"; send/],
    ['of no type', 415, json, {}, /content type/],
    ['brotli', 415, json, { 'content-type': JSON_TYPE, 'content-encoding': 'br' }, /"br" encoded; send/],
    ['not gzip', 400, json, { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }, /is not gzip/],
    ['cut off', 400, json.subarray(0, 50), { 'content-type': JSON_TYPE }, /is cut off/],
    [
      'too large',
      413,
      Buffer.alloc(17 * 1024 * 1024),
      { 'content-type': JSON_TYPE },
      /over 16,777,216 bytes/,
    ],
    [
      'a bomb',
      413,
      gzipSync(Buffer.alloc(64 * 1024 * 1024)),
      { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' },
      /over 16,777,216 bytes/,
    ],
  ])('refuses a request that is %s with %d', async (_, status, body, headers, message) => {
    const response = await post(body, headers as Record<string, string>)
    expect(response.status).toBe(status)
    const answer = (await response.json()) as { code: number; message: string }
    expect(answer.message).toMatch(message)
    expect(answer.code).toBe(status === 413 ? 8 : 3)
    expect((await post(protobuf, { 'content-type': PROTOBUF })).status).toBe(200)
  })

  test('answers a protobuf request in protobuf, also when it is refused', async () => {
    const response = await post(protobuf.subarray(0, -1), { 'content-type': PROTOBUF })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe(PROTOBUF)
    const status = messageType('RpcStatus').decode(new Uint8Array(await response.arrayBuffer()))
    expect(status.toJSON()).toMatchObject({ code: 3, message: expect.stringMatching(/bytes should follow/) })
  })

  test('refuses a body over 16 MiB whose length nobody told', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let left = 17
    const body = new ReadableStream({
      pull: stream => (left-- > 0 ? stream.enqueue(chunk) : stream.close()),
    })
    const headers = { 'content-type': PROTOBUF }
    const response = await fetch(`${opened.url}/v1/traces`, { method: 'POST', body, headers, duplex: 'half' })
    expect(response.status).toBe(413)
  })

  test('sends a caller away for whose spans there is no room, and says for how long', async () => {
    const full = await openOtlpServer('http', { onSpans: () => false })
    const response = await post(json, { 'content-type': JSON_TYPE }, full.url)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({ code: 14 })
    await full.server.close()
  })

  test('has no room for more than 32 MiB of all the requests that are under way', async () => {
    const { port } = opened.server
    const head = `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: 16000000\r\n\r\n`
    const sockets = await Promise.all(
      [1, 2].map(async () => {
        const socket = connect(port, '127.0.0.1')
        await once(socket, 'connect')
        socket.write(head)
        await new Promise(resolve => socket.write(Buffer.alloc(15_999_999), resolve))
        return socket
      }),
    )
    await vi.waitFor(async () => {
      const response = await post(Buffer.alloc(2_000_000), { 'content-type': JSON_TYPE })
      expect(response.status).toBe(503)
    })
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(async () => {
      expect((await post(protobuf, { 'content-type': PROTOBUF })).status).toBe(200)
    })
    expect(opened.errors).toEqual([])
  })

  test('serves POST alone, and no page of another site', async () => {
    const response = await fetch(`${opened.url}/v1/traces`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    const foreign = { 'content-type': JSON_TYPE, origin: 'http://evil.example' }
    expect((await post(json, foreign)).status).toBe(403)
    expect(opened.spans).toEqual([])
  })
})
