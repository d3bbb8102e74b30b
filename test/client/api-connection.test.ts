import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiConnection, type ApiOptions } from '../../src/client/index.ts'
import { serveConnectProxy } from '../fixtures/connect-proxy.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'

const BODY = Buffer.from('{}')
const JSON_TYPE = { 'content-type': 'application/json' }

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'the-secret')
  vi.stubEnv('AWS_SESSION_TOKEN', 'the-token')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
})
afterEach(() => vi.unstubAllEnvs())

async function post(options: ApiOptions, path = '/TraceSegments') {
  const connection = new ApiConnection(options)
  try {
    return await connection.post(path, BODY, JSON_TYPE)
  } finally {
    await connection.close()
  }
}

/** A server that answers each request in turn as the list says, and all after it with 200. */
async function serveTurns(...turns: ((response: ServerResponse) => void)[]) {
  const requests: IncomingMessage[] = []
  const server = await serveHttp((request, response) => {
    requests.push(request)
    const turn = turns[requests.length - 1]
    if (turn) turn(response)
    else response.end('{}')
  })
  return { ...server, requests }
}

const refusal =
  (type: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(403, { 'x-amzn-errortype': type, ...headers }).end(`{"Message":"${type} the-token"}`)

describe('ApiConnection', () => {
  test('posts behind the path of its URL, unsigned to whoever is not AWS', async () => {
    await using server = await serveTurns()
    await post({ url: `${server.url}/stage/` })
    const { headers, url } = server.requests[0]!
    expect(url).toBe('/stage/TraceSegments')
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'spanray/0.0.0' })
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('x-amz-security-token')
  })

  test('signs for whoever the user says', async () => {
    await using server = await serveTurns()
    await post({ url: server.url, sign: true })
    expect(server.requests[0]!.headers).toMatchObject({
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/xray\//,
      ),
      'x-amz-security-token': 'the-token',
    })
  })

  test('signs for AWS: the region’s own host, by a proxy', async context => {
    needsCertificate(context)
    const seen: (string | undefined)[] = []
    await using server = await serveHttps(({ headers }, response) => {
      seen.push(headers.host, headers.authorization?.split('/')[2])
      response.end()
    })
    await using proxy = await serveConnectProxy(Number(server.port))
    await post({ proxyAddress: `http://${proxy.address}`, verifyTls: false })
    expect(seen).toEqual(['xray.eu-west-1.amazonaws.com', 'eu-west-1'])
  })

  test('signs for the region of a host of AWS, whatever the environment says', async context => {
    needsCertificate(context)
    const seen: (string | undefined)[] = []
    await using server = await serveHttps(({ headers }, response) => {
      seen.push(headers.authorization?.split('/')[2])
      response.end()
    })
    await using proxy = await serveConnectProxy(Number(server.port))
    const url = 'https://xray.cn-north-1.amazonaws.com.cn'
    await post({ url, proxyAddress: `http://${proxy.address}`, verifyTls: false })
    expect(seen).toEqual(['cn-north-1'])
    expect(proxy.seen[0]!.place).toBe('xray.cn-north-1.amazonaws.com.cn:443')
  })

  test('signs again by the server’s clock, once, and goes by it from then on', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString()
    await using server = await serveTurns(refusal('InvalidSignatureException', { date }))
    const connection = new ApiConnection({ url: server.url, sign: true })
    await connection.post('/a', BODY, JSON_TYPE)
    await connection.post('/b', BODY, JSON_TYPE)
    const hours = server.requests.map(({ headers }) =>
      Math.abs(Math.round((signedAt(headers['x-amz-date']) - Date.now()) / 3_600_000)),
    )
    expect(server.requests.map(({ url }) => url)).toEqual(['/a', '/a', '/b'])
    expect(hours).toEqual([0, 1, 1])
    await connection.close()
  })

  test('takes a wrong signature for what it is when the clocks agree', async () => {
    await using server = await serveTurns(refusal('InvalidSignatureException'))
    await expect(post({ url: server.url, sign: true })).rejects.toMatchObject({
      code: 'InvalidSignatureException',
      status: 403,
      isTransient: false,
    })
    expect(server.requests).toHaveLength(1)
  })

  test('has expired credentials found anew, once', async () => {
    await using server = await serveTurns(response => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDFRESH')
      refusal('ExpiredTokenException')(response)
    })
    await post({ url: server.url, sign: true })
    const keys = server.requests.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization!)?.[1])
    expect(keys).toEqual(['AKIDEXAMPLE', 'AKIDFRESH'])
    const expired = refusal('ExpiredTokenException')
    await using other = await serveTurns(expired, expired, expired)
    await expect(post({ url: other.url, sign: true })).rejects.toMatchObject({
      code: 'ExpiredTokenException',
    })
    expect(other.requests).toHaveLength(2)
  })

  test('has no secret in its errors', async () => {
    await using server = await serveTurns(refusal('AccessDeniedException'))
    const error: Error = await post({ url: server.url, sign: true }).catch(thrown => thrown)
    expect(error.message).toBe(
      `Cannot call X-Ray at ${server.url}/TraceSegments: it answered 403 AccessDeniedException AccessDeniedException …`,
    )
    const withUser = server.url.replace('//', '//ann:pass@')
    await using closed = await serveTurns(refusal('Any'))
    expect(`${await post({ url: withUser }).catch(thrown => thrown)}`).not.toContain('pass')
    expect(`${await post({ url: closed.url }).catch(thrown => thrown)}`).toContain('403 Any')
  })

  test('says how long it is to be left alone', async () => {
    await using server = await serveTurns(response => response.writeHead(503, { 'retry-after': '3' }).end())
    await expect(post({ url: server.url })).rejects.toMatchObject({
      retryAfterMillis: 3000,
      isTransient: true,
    })
  })

  test('fails without credentials, or without a region, and says what to do', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere')
    await expect(post({})).rejects.toMatchObject({ code: 'no_credentials', message: /set AWS_ACCESS_KEY_ID/ })
    vi.stubEnv('AWS_REGION', undefined)
    await expect(post({})).rejects.toMatchObject({ code: 'no_region', message: /set AWS_REGION/ })
    await expect(post({ region: 'mars' })).rejects.toMatchObject({ code: 'no_region', isTransient: false })
  })

  test('refuses a URL of another protocol', () => {
    expect(() => new ApiConnection({ url: 'ftp://a' })).toThrow(TypeError)
    expect(() => new ApiConnection({ url: 'nothing' })).toThrow(TypeError)
  })
})

function signedAt(header: unknown): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(header))!
  const [year, month, ...rest] = parts.map(Number)
  return Date.UTC(year!, month! - 1, ...rest)
}
