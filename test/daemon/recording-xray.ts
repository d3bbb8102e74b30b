import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call that came in. */
export interface RecordedCall {
  readonly path: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Record<string, unknown>
}

interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly delayMillis?: number
}

/** An X-Ray that takes everything, writes it down, and says what it is told to say. */
export interface RecordingXRay extends AsyncDisposable {
  readonly url: string
  readonly calls: RecordedCall[]
  /** The documents of all calls that were answered with 200, as they came. */
  documents(): string[]
  /** Settles when it has so many documents. */
  received(count: number): Promise<string[]>
  /** What is answered from now on. */
  answer: (call: RecordedCall) => Answer
}

export async function startRecordingXRay(port = 0): Promise<RecordingXRay> {
  const calls: RecordedCall[] = []
  const taken: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const call = {
        path: request.url!,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString() || '{}'),
      }
      calls.push(call)
      const { status = 200, body = { UnprocessedTraceSegments: [] }, delayMillis = 0 } = xray.answer(call)
      if (status === 200 && call.path === '/TraceSegments') taken.push(...call.body.TraceSegmentDocuments)
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }, delayMillis)
    })
  })
  server.listen(port, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const xray: RecordingXRay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    documents: () => taken,
    received: async count => {
      while (taken.length < count) await new Promise(resolve => setTimeout(resolve, 10))
      return taken
    },
    answer: () => ({}),
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return xray
}
