import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ApiConnection } from '../../src/client/index.ts'
import { OtlpEmitter } from '../../src/emit/index.ts'
import { countSpans, spansToOtlp } from '../../src/otlp/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test('OtlpEmitter puts no more spans into a request than X-Ray takes', async () => {
  const requests: number[] = []
  await using server = await serveHttp(async (request, response) => {
    requests.push(countSpans(gunzipSync(await buffer(request))))
    response.end()
  })
  const emitter = new OtlpEmitter(new ApiConnection({ url: server.url }))
  const { documents } = spansToOtlp(Array.from({ length: 12_000 }, () => endedSpan()))
  const sent = emitter.send(documents.map(({ bytes }) => bytes))
  await emitter.close()
  expect(new Set((await sent).map(({ kind }) => kind))).toEqual(new Set(['sent']))
  expect(requests.reduce((sum, spans) => sum + spans)).toBe(12_000)
  expect(Math.max(...requests)).toBeLessThanOrEqual(10_000)
})
