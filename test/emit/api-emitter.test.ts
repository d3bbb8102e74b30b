import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ApiConnection } from '../../src/client/index.ts'
import { ApiEmitter } from '../../src/emit/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test('ApiEmitter sends by PutTraceSegments, 50 documents a call', async () => {
  const calls: { path: string | undefined; documents: string[] }[] = []
  await using server = await serveHttp(async (request, response) => {
    calls.push({ path: request.url, documents: JSON.parse(await text(request)).TraceSegmentDocuments })
    response.end('{"UnprocessedTraceSegments":[]}')
  })
  const emitter = new ApiEmitter(new ApiConnection({ url: server.url }))
  const documents = Array.from({ length: 120 }, (_, index) => Buffer.from(`{"id":"${index}"}`))
  const sent = emitter.send(documents)
  await emitter.flush()
  expect(await sent).toEqual(documents.map(() => ({ kind: 'sent' })))
  expect(calls.map(({ path, documents }) => [path, documents.length])).toEqual([
    ['/TraceSegments', 50],
    ['/TraceSegments', 50],
    ['/TraceSegments', 20],
  ])
  await emitter.close()
})
