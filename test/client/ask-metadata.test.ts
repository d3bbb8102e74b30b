import { expect, test } from 'vitest'
import { askMetadata } from '../../src/client/ask-metadata.ts'
import { BAD_SERVERS, serveHttp } from '../fixtures/http-server.ts'

test('askMetadata() gives back the text', async () => {
  await using server = await serveHttp(({ headers, method }, response) =>
    response.end(`${method} ${headers.a}`),
  )
  expect(await askMetadata(server.url, { method: 'PUT', headers: { a: 'b' } })).toBe('PUT b')
})

test.each(BAD_SERVERS.filter(([name]) => !name.includes('page')))(
  'askMetadata() rejects when the server %s',
  async (_, listener) => {
    await using server = await serveHttp(listener)
    await expect(askMetadata(server.url)).rejects.toThrow()
  },
)
