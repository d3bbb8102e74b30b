import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { HttpClient, type HttpClientOptions } from '../../src/client/http-client.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'
import { deadPort } from '../fixtures/udp-listener.ts'

const BODY = Buffer.from('{}')

async function post(url: string, options?: HttpClientOptions) {
  const client = new HttpClient(options)
  try {
    return await client.post(new URL(url), { 'content-length': '2', a: 'b' }, BODY)
  } finally {
    await client.close()
  }
}

describe('HttpClient', () => {
  test('posts, and gives back the whole answer', async () => {
    const seen: unknown[] = []
    await using server = await serveHttp(async (request, response) => {
      seen.push(request.method, request.url, request.headers.a, await text(request))
      response.writeHead(418, { b: 'c' }).end('short and stout')
    })
    const { status, headers, body } = await post(`${server.url}/x?y=1`)
    expect([status, headers.b, String(body)]).toEqual([418, 'c', 'short and stout'])
    expect(seen).toEqual(['POST', '/x?y=1', 'b', '{}'])
  })

  test('keeps connections, as many as it may have', async () => {
    const sockets = new Set<unknown>()
    await using server = await serveHttp(async (request, response) => {
      sockets.add(request.socket)
      await sleep(5)
      response.end()
    })
    const client = new HttpClient({ maxConnections: 3 })
    for (let round = 0; round < 3; round++)
      await Promise.all(Array.from({ length: 10 }, () => client.post(new URL(server.url), {}, BODY)))
    expect(sockets.size).toBe(3)
    await client.close()
  })

  test('sends again what met a connection that the server was just closing', async () => {
    let requests = 0
    await using server = await serveHttp((request, response) => {
      if (++requests === 2) request.socket.destroy()
      else response.end(`${requests}`)
    })
    const client = new HttpClient({ maxConnections: 1 })
    const url = new URL(server.url)
    expect(String((await client.post(url, {}, BODY)).body)).toBe('1')
    expect(String((await client.post(url, {}, BODY)).body)).toBe('3')
    await client.close()
  })

  test('follows no redirect', async () => {
    const paths: unknown[] = []
    await using server = await serveHttp((request, response) => {
      paths.push(request.url)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await post(`${server.url}/here`)).status).toBe(307)
    expect(paths).toEqual(['/here'])
  })

  test.each<[string, RequestListener, string]>([
    ['hangs', () => {}, 'timeout'],
    ['drips', (_, response) => void setInterval(() => response.write('x'), 20).unref(), 'timeout'],
    ['hangs up', request => request.socket.destroy(), 'ECONNRESET'],
    [
      'stops half-way',
      (request, response) => {
        response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy())
      },
      'ECONNRESET',
    ],
    ['speaks no HTTP', request => request.socket.end('HELO\r\n\r\n'), 'HPE_INVALID_CONSTANT'],
    ['never ends', (_, response) => void response.end(Buffer.alloc(5_000_000)), 'answer_too_large'],
  ])('rejects when the server %s', async (_, listener, code) => {
    await using server = await serveHttp(listener)
    await expect(
      post(server.url, { timeoutMillis: code === 'timeout' ? 200 : 10_000 }),
    ).rejects.toMatchObject({ code })
  })

  test('rejects when nobody listens', async () => {
    const url = `http://127.0.0.1:${await deadPort()}`
    await expect(post(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('takes a certificate that nobody vouches for only when it is told to', async context => {
    needsCertificate(context)
    await using server = await serveHttps((_, response) => response.end('secret'))
    const url = `https://127.0.0.1:${server.port}`
    await expect(post(url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(String((await post(url, { verifyTls: false })).body)).toBe('secret')
  })
})
