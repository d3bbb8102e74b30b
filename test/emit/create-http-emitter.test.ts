import { expect, test } from 'vitest'
import { createHttpEmitter } from '../../src/emit/create-http-emitter.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test.each([
  ['the X-Ray API', 'xray', '/TraceSegments'],
  ['an OTLP endpoint', 'otlp', '/v1/traces'],
] as const)('createHttpEmitter() calls %s', async (_, protocol, path) => {
  const paths: (string | undefined)[] = []
  await using server = await serveHttp((request, response) => {
    paths.push(request.url)
    request.resume().on('end', () => response.end('{}'))
  })
  const url = protocol === 'otlp' ? `${server.url}/v1/traces` : server.url
  const emitter = createHttpEmitter({ protocol, url }, {})
  const sent = emitter.send([Buffer.from('{}')])
  await emitter.close()
  expect(await sent).toEqual([{ kind: 'sent' }])
  expect(paths).toEqual([path])
})
