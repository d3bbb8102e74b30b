import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ApiConnection } from '../../src/client/index.ts'
import { postOtlp } from '../../src/emit/post-otlp.ts'
import { countSpans, spansToOtlp, writeExportResponse } from '../../src/otlp/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { serveHttp } from '../fixtures/http-server.ts'

const part = (count: number) =>
  spansToOtlp(Array.from({ length: count }, () => endedSpan())).documents[0]!.bytes

/** What became of the parts before a receiver that answers so, and what it got. */
async function post(parts: Uint8Array[], contentType: string, answer: Buffer) {
  const seen: { headers: IncomingMessage['headers']; path: string | undefined; spans: number }[] = []
  await using server = await serveHttp(async (request, response) => {
    const spans = countSpans(gunzipSync(await buffer(request)))
    seen.push({ headers: request.headers, path: request.url, spans })
    response.writeHead(200, { 'content-type': contentType }).end(answer)
  })
  const connection = new ApiConnection({ url: `${server.url}/v1/traces` })
  const verdicts = await postOtlp(connection, parts)
  await connection.close()
  return { verdicts, seen }
}

test('postOtlp() sends all parts as one request, packed', async () => {
  const { verdicts, seen } = await post([part(2), part(3)], 'application/x-protobuf', Buffer.alloc(0))
  expect(verdicts).toEqual([{ kind: 'sent' }, { kind: 'sent' }])
  expect(seen).toMatchObject([
    {
      path: '/v1/traces',
      spans: 5,
      headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' },
    },
  ])
})

test.each([
  ['protobuf', 'application/x-protobuf'],
  ['json', 'application/json; charset=utf-8'],
] as const)('postOtlp() counts exactly what a receiver did not take (%s)', async (format, type) => {
  const answer = writeExportResponse(format, 3, 'too old')
  const { verdicts } = await post([part(2), part(3), part(1)], type, answer)
  expect(verdicts).toEqual([
    { kind: 'unprocessed', reason: 'rejected_spans', message: 'too old', spanCount: 2 },
    { kind: 'unprocessed', reason: 'rejected_spans', message: 'too old', spanCount: 1 },
    { kind: 'sent' },
  ])
})
