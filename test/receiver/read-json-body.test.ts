import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJsonBody } from '../../src/receiver/read-json-body.ts'

const server = createServer(async (request, response) => {
  const outcome = await readJsonBody(request).then(
    body => ({ body }),
    ({ status, message }) => ({ status, message }),
  )
  response.end(JSON.stringify(outcome))
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => void server.close())

async function post(body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers })
  return await response.json()
}

test('readJsonBody() gives the object, and an empty one for no body', async () => {
  expect(await post('{"TraceIds":["1"]}')).toEqual({ body: { TraceIds: ['1'] } })
  expect(await post('')).toEqual({ body: {} })
})

test.each([
  ['{"TraceIds":', {}, 400, /not JSON/],
  ['[1]', {}, 400, /one JSON object/],
  ['null', {}, 400, /one JSON object/],
  ['{}', { 'content-encoding': 'gzip' }, 415, /uncompressed/],
  [' '.repeat(6_000_000), {}, 413, /5,242,880 bytes/],
])('readJsonBody() refuses %.20j under %j with %i', async (body, headers, status, message) => {
  expect(await post(body, headers)).toEqual({ status, message: expect.stringMatching(message) })
})
