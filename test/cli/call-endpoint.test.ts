import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { callEndpoint, EndpointError } from '../../src/cli/call-endpoint.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { deadPort } from '../fixtures/udp-listener.ts'

/** Asks a server that gives this answer. */
async function ask(status: number, body: string): Promise<unknown> {
  const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await callEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, '/Traces', {})
  } finally {
    server.close()
  }
}

describe('callEndpoint()', () => {
  test('gives the answer', async () => {
    expect(await ask(200, '{"Traces":[]}')).toEqual({ Traces: [] })
  })

  test.each([
    [400, '{"Message":"TraceIds is missing"}', /^TraceIds is missing$/],
    [502, '<html>Bad Gateway', /502: <html>Bad Gateway/],
    [200, 'not JSON', /200: not JSON/],
    [200, 'null', /200: null/],
    [200, '{"TableNames":[]}', /200: {"TableNames":\[\]}/],
    [500, 'null', /500: null/],
  ])('says what a server answered with %i %s', async (status, body, message) => {
    await expect(ask(status, body)).rejects.toThrow(EndpointError)
    await expect(ask(status, body)).rejects.toThrow(message)
  })

  test('says that the answer has broken off', async () => {
    await using server = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"Tra')
      setImmediate(() => response.destroy())
    })
    await expect(callEndpoint(server.url, '/Traces', {})).rejects.toThrow(EndpointError)
  })

  test('says where nobody is, and what to do', async () => {
    const endpoint = `http://127.0.0.1:${await deadPort()}`
    await expect(callEndpoint(endpoint, '/Traces', {})).rejects.toThrow(/ECONNREFUSED.*spanray local/)
  })
})
