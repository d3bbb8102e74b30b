import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { askMetadata, metadataDeadline } from '../../src/client/ask-metadata.ts'
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

test('askMetadata() takes no more than 64 kB', async () => {
  await using server = await serveHttp((_, response) => {
    const more = () => {
      while (response.writable && response.write('x'.repeat(10_000)));
    }
    response.on('drain', more)
    more()
  })
  await expect(askMetadata(server.url)).rejects.toThrow('more than 65536 bytes')
})

test('questions that share a deadline end together', async () => {
  await using server = await serveHttp(() => {})
  const signal = AbortSignal.abort()
  await expect(askMetadata(server.url, { signal })).rejects.toThrow(/abort/i)
})

test('a process that is busy as it starts hears the answer when it is done', async () => {
  const script = `require('node:http').createServer((_, response) => response.end('here'))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const server = spawn(process.execPath, ['--eval', script])
  const [port] = await once(server.stdout, 'data')
  const answer = askMetadata(`http://127.0.0.1:${Number(port)}`)
  const end = Date.now() + 600
  while (Date.now() < end);
  expect(await answer).toBe('here')
  server.kill()
})

test('metadataDeadline() ends after 300 ms of rest', async () => {
  const signal = metadataDeadline()
  await once(signal, 'abort')
  expect(signal.reason.message).toBe('it gave no answer within 300 ms')
})
