import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { BytesInFlight } from '../../src/receiver/bytes-in-flight.ts'
import { readTextBody } from '../../src/receiver/read-text-body.ts'

const server = createServer((request: IncomingMessage, response) => {
  readTextBody(request, 10, 'send it in parts', new BytesInFlight(9)).then(
    text => response.end(text),
    (error: Error & { status: number }) => {
      response.statusCode = error.status
      response.end(error.message)
    },
  )
}).listen(0, '127.0.0.1')
afterAll(() => void server.close())

async function send(body: string | ReadableStream, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo
  const init: RequestInit = { method: 'POST', body, headers, duplex: 'half' }
  const response = await fetch(`http://127.0.0.1:${port}/`, init)
  return [response.status, await response.text()]
}

test('readTextBody() reads UTF-8, up to its bound', async () => {
  expect(await send('größe')).toEqual([200, 'größe'])
})

test('readTextBody() refuses what is over its bound, announced or not', async () => {
  const refusal = [413, 'The body is over 10 bytes; send it in parts']
  expect(await send('x'.repeat(11))).toEqual(refusal)
  expect(await send(new Blob(['x'.repeat(11)]).stream())).toEqual(refusal)
})

test('readTextBody() refuses what is compressed', async () => {
  expect(await send('x', { 'content-encoding': 'gzip' })).toEqual([
    415,
    'The body is "gzip" encoded; send it uncompressed',
  ])
})

test('readTextBody() takes no more than there is room for', async () => {
  expect(await send('x'.repeat(10))).toEqual([
    429,
    'There is no room for the body: too many are being received; send it again',
  ])
})
