import { expect, test } from 'vitest'
import { openOtlpServer } from './otlp-receivers.ts'

test('createOtlpHttpServer() serves /v1/traces and nothing else, until it is closed', async () => {
  const { server, url } = await openOtlpServer('http')
  const post = (path: string) =>
    fetch(url + path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
  expect((await post('/v1/traces')).status).toBe(200)
  expect((await post('/v1/metrics')).status).toBe(404)
  await expect(openOtlpServer('http', { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await server.close()
  await expect(post('/v1/traces')).rejects.toThrow()
})
