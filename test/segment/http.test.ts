import { describe, expect, test } from 'vitest'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const parent = '6ce834139509cc20'
const server = (attributes: Record<string, unknown>) => convertOne(endedSpan({ kind: 'server', attributes }))
const client = (attributes: Record<string, unknown>) =>
  convertSubsegment(endedSpan({ kind: 'client', parent, attributes }))

describe('writeHttp()', () => {
  test('reads the stable conventions of a server', () => {
    const { http, metadata } = server({
      'http.request.method': 'GET',
      'url.scheme': 'https',
      'url.path': '/api/cart',
      'url.query': 'id=7',
      'server.address': 'shop.example.com',
      'server.port': 443,
      'client.address': '203.0.113.9',
      'network.peer.address': '10.0.0.3',
      'user_agent.original': 'curl/8.5',
      'http.response.status_code': 200,
      'http.response.body.size': 452,
    })
    expect(http).toEqual({
      request: {
        method: 'GET',
        url: 'https://shop.example.com/api/cart?id=7',
        user_agent: 'curl/8.5',
        client_ip: '203.0.113.9',
        x_forwarded_for: true,
      },
      response: { status: 200, content_length: 452 },
    })
    expect(Object.keys(metadata?.default ?? {}).filter(key => !key.startsWith('otel.'))).toEqual([])
  })

  test('reads the older conventions of a client', () => {
    const { http } = client({
      'http.method': 'GET',
      'http.url': 'https://api.stripe.com/v1/charges',
      'http.status_code': '200',
      'net.peer.name': 'api.stripe.com',
    })
    expect(http).toEqual({
      request: { method: 'GET', url: 'https://api.stripe.com/v1/charges' },
      response: { status: 200 },
    })
  })

  test('gives the caller of a client no client_ip', () => {
    const { http } = client({ 'http.request.method': 'GET', 'network.peer.address': '10.0.0.3' })
    expect(http).toEqual({ request: { method: 'GET' } })
  })

  test('shows an IPv4 caller of a dual-stack server as IPv4', () => {
    const { http } = server({
      'http.request.method': 'GET',
      'client.address': '127.0.0.1',
      'network.peer.address': '::ffff:127.0.0.1',
    })
    expect(http).toEqual({ request: { method: 'GET', client_ip: '127.0.0.1' } })
  })

  test('writes no block, and takes nothing, for a span that is no HTTP request', () => {
    const { http, metadata } = client({ 'server.address': 'cache', 'network.peer.address': '10.0.0.9' })
    expect(http).toBeUndefined()
    expect(metadata?.default).toMatchObject({ 'server.address': 'cache', 'network.peer.address': '10.0.0.9' })
  })

  test.each([
    [
      { 'http.scheme': 'https', 'http.host': 'api.example.com', 'http.target': '/users' },
      'https://api.example.com/users',
    ],
    [
      { 'http.scheme': 'http', 'net.host.name': 'a.example', 'net.host.port': 8080, 'http.target': '/u' },
      'http://a.example:8080/u',
    ],
    [
      { 'url.scheme': 'http', 'server.address': '2001:db8::1', 'server.port': 8080, 'url.path': '/u' },
      'http://[2001:db8::1]:8080/u',
    ],
    [
      { 'url.scheme': 'http', 'server.address': 'a.example', 'server.port': 80, 'url.path': '/u' },
      'http://a.example/u',
    ],
    [
      { 'url.scheme': 'https', 'server.address': 'a.example', 'server.port': 80, 'url.path': '/u' },
      'https://a.example:80/u',
    ],
    [
      { 'url.scheme': 'http', 'server.address': 'a.example', 'server.port': 443, 'url.path': '/u' },
      'http://a.example:443/u',
    ],
    [{ 'server.address': 'a.example', 'url.path': '/u', 'url.query': '?id=7' }, 'http://a.example/u?id=7'],
    [{ 'server.address': '[2001:db8::1]', 'server.port': 8080 }, 'http://[2001:db8::1]:8080/'],
    [{ 'server.address': 'a.example' }, 'http://a.example/'],
    [{ 'url.path': '/only' }, undefined],
  ])('makes of %j the url %s', (parts, url) => {
    expect(server({ 'http.request.method': 'GET', ...parts }).http?.request?.url).toBe(url)
  })

  test.each([
    [
      { 'net.peer.name': 'pay.example', 'net.peer.port': 8080, 'net.host.name': 'me', 'net.host.port': 1 },
      'http://pay.example:8080/',
    ],
    [{ 'net.peer.ip': '10.0.0.9', 'host.name': 'me' }, 'http://10.0.0.9/'],
    [{ 'host.name': 'me' }, undefined],
  ])('makes of what a client says of its callee, %j, the url %s', (parts, url) => {
    expect(client({ 'http.request.method': 'GET', ...parts }).http?.request?.url).toBe(url)
  })

  test('keeps the original method where it is another', () => {
    const methods = (original: string) =>
      client({ 'http.request.method': 'GET', 'http.request.method_original': original }).metadata
    expect(methods('get')?.default).toHaveProperty(['http.request.method_original'], 'get')
    expect(JSON.stringify(methods('GET') ?? {})).not.toContain('method_original')
  })

  test('writes a block for a status alone', () => {
    expect(client({ 'http.response.status_code': 204 }).http).toEqual({ response: { status: 204 } })
  })

  test('says once what the URL says, and keeps what it does not', () => {
    const { metadata } = client({
      'http.request.method': 'GET',
      'url.full': 'https://pay.example:8443/v1?a=1#top',
      'url.scheme': 'https',
      'url.path': '/v1',
      'url.query': 'a=1',
      'url.fragment': 'top',
      'http.target': '/v1?a=1',
      'http.host': 'pay.example:8443',
      'server.address': 'pay.example',
      'server.port': 8443,
      'net.peer.name': '10.0.0.9',
      'net.peer.port': 8444,
      'net.host.name': 1,
      'net.host.port': 2,
    })
    expect(metadata?.default).toEqual({
      'net.peer.name': '10.0.0.9',
      'net.peer.port': 8444,
      'net.host.name': 1,
      'net.host.port': 2,
      'otel.span.name': 'work',
    })
  })

  test('knows a forwarded caller by the header, where it was captured', () => {
    const { http } = server({
      'http.request.method': 'GET',
      'client.address': '10.0.0.1',
      'network.peer.address': '10.0.0.1',
      'http.request.header.x-forwarded-for': ['10.0.0.1'],
    })
    expect(http?.request).toMatchObject({ client_ip: '10.0.0.1', x_forwarded_for: true })
  })

  test.each([
    [{ 'client.address': '10.0.0.1' }, undefined],
    [{ 'client.address': '10.0.0.1', 'network.peer.address': '10.0.0.1' }, undefined],
    [{ 'client.address': '203.0.113.9', 'network.peer.address': '10.0.0.1' }, true],
    [{ 'http.client_ip': '203.0.113.9' }, true],
    [{ 'http.client_ip': '10.0.0.1', 'net.peer.ip': '10.0.0.1' }, undefined],
    [{ 'net.peer.ip': '10.0.0.1' }, undefined],
  ])('of a caller known by %j says that it was forwarded: %s', (caller, isForwarded) => {
    const { http } = server({ 'http.request.method': 'GET', ...caller })
    expect(http?.request?.x_forwarded_for).toBe(isForwarded)
  })

  test('cuts texts at 250 characters, and keeps the whole in the metadata', () => {
    const url = `https://a.example/${'x'.repeat(300)}?token=secret`
    const agent = 'm'.repeat(300)
    const { http, metadata } = server({
      'http.request.method': 'GET',
      'url.full': url,
      'user_agent.original': agent,
    })
    expect(http?.request).toMatchObject({ url: url.slice(0, 250), user_agent: agent.slice(0, 250) })
    expect(metadata?.default).toMatchObject({
      'url.full': url.replace('secret', 'REDACTED'),
      'user_agent.original': agent,
    })
  })

  test('marks a call as traced only where the user says so', () => {
    const call = (attributes: Record<string, unknown>) =>
      endedSpan({ kind: 'client', parent, attributes: { 'http.request.method': 'GET', ...attributes } })
    const options = { tracedHosts: ['stock.internal'] }
    expect(convertSubsegment(call({ 'server.address': 'stock.internal' }))).not.toHaveProperty('traced')
    expect(convertSubsegment(call({ 'server.address': 'stock.internal' }), options).traced).toBe(true)
    expect(convertSubsegment(call({ 'server.address': 'pay.example' }), options)).not.toHaveProperty('traced')
    expect(convertSubsegment(call({ 'http.host': 'stock.internal' }), options).traced).toBe(true)
    expect(
      convertSubsegment({ ...call({ 'server.address': 'stock.internal' }), kind: 0 }, options),
    ).not.toHaveProperty('traced')
    expect(convertSubsegment(call({ 'aws.xray.traced': true })).traced).toBe(true)
    expect(
      convertSubsegment(call({ 'server.address': 'stock.internal', 'aws.xray.traced': false }), options),
    ).not.toHaveProperty('traced')
  })

  test('shows no secret of the URL anywhere in the document', () => {
    const secret = 'c2VjcmV0'
    const document = client({
      'http.request.method': 'GET',
      'url.full': `https://me:${secret}@bucket.s3.amazonaws.com/o?X-Amz-Signature=${secret}&part=2&token=${secret}`,
      'url.query': `?X-Amz-Signature=${secret}&part=2`,
    })
    expect(JSON.stringify(document)).not.toContain(secret)
    expect(document.http?.request?.url).toBe(
      'https://bucket.s3.amazonaws.com/o?X-Amz-Signature=REDACTED&part=2&token=REDACTED',
    )
  })
})
