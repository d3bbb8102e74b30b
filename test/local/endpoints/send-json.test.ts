import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { sendJson } from '../../../src/local/endpoints/send-json.ts'

test('sendJson() answers with JSON', async () => {
  const server = createServer((_request, response) => sendJson(response, { name: 'größe' })).listen(
    0,
    '127.0.0.1',
  )
  await new Promise(resolve => server.once('listening', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toEqual({ name: 'größe' })
  server.close()
})
