import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openOtlpServer } from './otlp-receivers.ts'

const MEGABYTE = 1024 * 1024
const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'

type Opened = Awaited<ReturnType<typeof openOtlpServer>>
let opened: Opened
const open = (protocol: 'http' | 'grpc') => async () => {
  opened = await openOtlpServer(protocol)
}
afterEach(() => opened.server.close())

/** Sends bytes, and waits until the server has hung up, or for a moment. */
async function send(...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(opened.server.port, '127.0.0.1')
  let answer = ''
  socket.on('data', chunk => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  for (const piece of pieces) if (socket.writable) socket.write(piece)
  socket.end()
  await Promise.race([once(socket, 'close'), new Promise(resolve => setTimeout(resolve, 150))])
  socket.destroy()
  return answer
}

describe('over HTTP', () => {
  beforeEach(open('http'))

  const isWell = async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${opened.url}/v1/traces`, { method: 'POST', body: '{}', headers })
    expect(response.status).toBe(200)
    expect(opened.errors).toEqual([])
  }

  test('nothing that is written in the place of a request does harm', async () => {
    const line = fc.constantFrom(
      'POST /v1/traces HTTP/1.1',
      'GET /v1/traces HTTP/1.1',
      'POST //v1/traces HTTP/1.1',
      'POST http://evil.example/v1/traces HTTP/1.1',
      'POST /v1/traces HTTP/0.9',
      'PRI * HTTP/2.0',
    )
    const header = fc.constantFrom(
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Type: application/x-protobuf',
      'Content-Length: 20',
      'Content-Length: -1',
      'Content-Length: 99999999999999999999',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip, chunked',
      'Content-Encoding: gzip',
      'Expect: 100-continue',
      'Expect: the unexpected',
      'Upgrade: websocket',
      'Connection: upgrade, close',
      `X-Long: ${'x'.repeat(20_000)}`,
      ' folded',
      ': nameless',
    )
    const body = fc.oneof(
      fc.constantFrom('', '{}', '5\r\n{}   \r\n0\r\n\r\n', 'ffffffff\r\n', '0\r\nX: y\r\n\r\n', 'z\r\n'),
      fc.string({ unit: 'binary', maxLength: 50 }),
    )
    await fc.assert(
      fc.asyncProperty(line, fc.array(header, { maxLength: 6 }), body, async (first, headers, rest) => {
        const answer = await send(`${[first, ...headers].join('\r\n')}\r\n\r\n`, rest)
        expect(answer).toMatch(/^$|^HTTP\/1\.1 [1-5]\d\d /)
        expect(answer).not.toMatch(/^HTTP\/1\.1 500/)
      }),
      { numRuns: 80, endOnFailure: true },
    )
    await isWell()
  })

  test('callers who promise much and send little hold no memory', async () => {
    const before = process.memoryUsage().rss
    const head =
      'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 16000000\r\n\r\n{'
    const sockets: Socket[] = []
    for (let count = 0; count < 300; count++) {
      const socket = connect(opened.server.port, '127.0.0.1').on('error', () => {})
      socket.write(head)
      sockets.push(socket)
    }
    await isWell()
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE)
    for (const socket of sockets) socket.destroy()
  })
})

describe('over gRPC', () => {
  beforeEach(open('grpc'))

  const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
  const SETTINGS = 4
  const frame = (type: number, flags: number, stream: number, payload = Buffer.alloc(0)) => {
    const head = Buffer.alloc(9)
    head.writeUIntBE(payload.length, 0, 3)
    head[3] = type
    head[4] = flags
    head.writeUInt32BE(stream, 5)
    return Buffer.concat([head, payload])
  }
  const many = (count: number, make: (index: number) => Buffer) =>
    Buffer.concat(Array.from({ length: count }, (_, index) => make(index)))

  const isWell = async () => {
    const session = connectHttp2(opened.url)
    const stream = session.request({
      ':method': 'POST',
      ':path': EXPORT,
      'content-type': 'application/grpc',
    })
    stream.end(Buffer.alloc(5)).resume()
    const [trailers] = await once(stream, 'trailers')
    expect(trailers).toMatchObject({ 'grpc-status': '0' })
    session.destroy()
    expect(opened.errors).toEqual([])
  }

  /** `:method: POST`, `:scheme: http`, `:path: /`, and a name of a host. */
  const HEADERS = Buffer.from([0x83, 0x86, 0x84, 0x41, 0x09, ...Buffer.from('localhost')])
  const RESET = Buffer.from([0, 0, 0, 8])

  test.each([
    ['PING', () => many(100_000, () => frame(6, 0, 0, Buffer.alloc(8)))],
    ['SETTINGS', () => many(50_000, () => frame(SETTINGS, 0, 0, Buffer.from([0, 3, 0, 0, 0, 9])))],
    ['empty DATA', () => Buffer.concat([frame(1, 4, 1, HEADERS), many(100_000, () => frame(0, 0, 1))])],
    [
      'HEADERS and RST_STREAM',
      () =>
        many(20_000, index =>
          Buffer.concat([frame(1, 5, 2 * index + 1, HEADERS), frame(3, 0, 2 * index + 1, RESET)]),
        ),
    ],
    ['HEADERS', () => many(20_000, index => frame(1, 5, 2 * index + 1, HEADERS))],
    [
      'CONTINUATION',
      () => Buffer.concat([frame(1, 0, 1, HEADERS), many(20_000, () => frame(9, 0, 1, HEADERS.subarray(3)))]),
    ],
    ['PRIORITY', () => many(100_000, index => frame(2, 0, 2 * index + 1, Buffer.from([0, 0, 0, 0, 9])))],
    ['WINDOW_UPDATE', () => many(100_000, () => frame(8, 0, 0, Buffer.from([0, 0, 0, 1])))],
  ])('a flood of %s frames fills no memory and stops nobody', async (_, frames) => {
    const flood = frames()
    const before = process.memoryUsage().rss
    await send(PREFACE, frame(SETTINGS, 0, 0), flood)
    await isWell()
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE)
  })

  test('nothing that is written in the place of frames does harm', async () => {
    const anyFrame = fc
      .record({
        type: fc.nat(10),
        flags: fc.nat(255),
        stream: fc.constantFrom(0, 1, 3, 2, 0x7fffffff),
        payload: fc.uint8Array({ maxLength: 40 }),
      })
      .map(({ type, flags, stream, payload }) => frame(type, flags, stream, Buffer.from(payload)))
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 6 }), async frames => {
        await send(PREFACE, frame(SETTINGS, 0, 0), ...frames)
      }),
      { numRuns: 25, endOnFailure: true },
    )
    await isWell()
  })
})
