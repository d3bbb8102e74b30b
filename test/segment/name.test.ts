import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanName } from '../../src/segment/name.ts'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const parent = '6ce834139509cc20'

describe('cleanName()', () => {
  test.each([
    ['EP @ test_15.testing-dömain.org#GO', 'EP @ test_15.testing-dömain.org#GO'],
    ['<subDomain>.example.com,1413', 'subDomain.example.com1413'],
    ['GET /a?b=1', 'GET /ab=1'],
    [' <shop> ', 'shop'],
    ['<>', ''],
    ['价格 query', '价格 query'],
  ])('makes %j %j', (text, name) => {
    expect(cleanName(text)).toBe(name)
  })

  test('cuts at 200 code points, not within one', () => {
    expect(cleanName('𝒳'.repeat(300))).toBe('𝒳'.repeat(200))
  })

  test('forgets names when there are too many', () => {
    for (let index = 0; index < 2100; index++) expect(cleanName(`GET /${index}?`)).toBe(`GET /${index}`)
    expect(cleanName('GET /0?')).toBe('GET /0')
  })

  test('gives what X-Ray takes, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), text => {
        const name = cleanName(text)
        expect(name).toMatch(/^[\p{L}\p{Z}\p{N}_.:/%&#=+\-@]*$/u)
        expect(Array.from(name).length).toBeLessThanOrEqual(200)
      }),
    )
  })
})

describe('a segment', () => {
  test.each([
    ['service.name', { 'service.name': 'shop' }, {}, 'shop'],
    ['aws.local.service', { 'service.name': 'shop' }, { 'aws.local.service': 'front' }, 'front'],
    ['nothing it could be named by', {}, { 'peer.service': 'other' }, 'unknown_service'],
    ['a service.name without a letter X-Ray takes', { 'service.name': '!!!' }, {}, 'unknown_service'],
  ])('is named by %s', (_, resource, attributes, name) => {
    const span = endedSpan({ kind: 'server', attributes, resource: { attributes: resource } })
    expect(convertOne(span).name).toBe(name)
  })
})

describe('a subsegment', () => {
  test.each([
    ['a remote service', { 'aws.remote.service': 'pay', 'peer.service': 'x' }, 'pay'],
    ['a peer', { 'peer.service': 'pay', 'server.address': 'x' }, 'pay'],
    [
      'an AWS service, never the table',
      { 'rpc.system': 'aws-api', 'rpc.service': 'DynamoDB', 'db.name': 'carts' },
      'DynamoDB',
    ],
    ['an AWS service without its prefix', { 'rpc.system': 'aws-api', 'rpc.service': 'AWS::SQS' }, 'SQS'],
    [
      'a database at its host',
      { 'db.namespace': 'shop', 'server.address': 'db.internal' },
      'shop@db.internal',
    ],
    [
      'a database at the host of its connection string',
      { 'db.name': 'shop', 'db.connection_string': 'jdbc:postgresql://db:5432/shop' },
      'shop@db',
    ],
    ['a database alone', { 'db.name': 'shop' }, 'shop'],
    [
      'an RPC service',
      { 'rpc.system': 'grpc', 'rpc.service': 'shop.Cart', 'server.address': 'cart' },
      'shop.Cart',
    ],
    ['an RPC service by its whole name', { 'rpc.system': 'grpc', 'rpc.service': 'AWS::Cart' }, 'AWS::Cart'],
    ['a remote service by its whole name', { 'aws.remote.service': 'my-AWS::Cart' }, 'my-AWS::Cart'],
    ['a host', { 'http.host': 'api.example:8080' }, 'api.example:8080'],
    ['a server', { 'server.address': 'api.github.com', 'url.full': 'https://x/' }, 'api.github.com'],
    ['the host of a URL', { 'url.full': 'https://me:pw@api.example:8443/p?q' }, 'api.example'],
    ['the host of an IPv6 URL', { 'url.full': 'http://[2001:db8::1]:80/' }, '2001:db8::1'],
    ['an older host', { 'net.peer.name': 'pay', 'server.address': 'x' }, 'pay'],
    ['the service behind a peer', { 'service.peer.name': 'pay', 'server.address': 'x' }, 'pay'],
    ['an AWS service by an older name', { 'aws.service': 'DynamoDB', 'rpc.service': 'x' }, 'DynamoDB'],
    ["an AWS service by its SDK's name", { 'aws.remote.service': 'AWS.SDK.SQS' }, 'SQS'],
    ['the host of an older URL', { 'http.url': 'https://api.example?a@b' }, 'api.example'],
    ['the host of a JDBC URL', { 'url.full': 'jdbc:mysql://db/shop' }, 'db'],
    ['the span where its URL has no host', { 'url.full': 'http://:80/' }, 'GET'],
    ['the span where its URL is none', { 'url.full': '/pay' }, 'GET'],
    ['the span where a URL is only in the query', { 'url.full': '/go?to=https://x/' }, 'GET'],
    ['a queue by an older name', { 'messaging.destination': 'orders' }, 'orders'],
    ['a queue', { 'messaging.destination.name': 'orders' }, 'orders'],
    [
      'the next candidate when one has no letter left',
      { 'peer.service': '???', 'server.address': 'pay' },
      'pay',
    ],
    ['the span', {}, 'GET'],
  ])('of a client is named by %s', (_, attributes, name) => {
    const span = endedSpan({ kind: 'client', name: 'GET', parent, attributes })
    expect(convertSubsegment(span).name).toBe(name)
  })

  test.each(['client', 'producer', 'consumer'] as const)('of a %s is named by whom it called', kind => {
    const span = endedSpan({
      kind,
      name: 'send',
      parent,
      isRemote: false,
      attributes: { 'peer.service': 'pay' },
    })
    expect(convertSubsegment(span).name).toBe('pay')
  })

  test("that calls nobody keeps the span's name", () => {
    const span = endedSpan({ name: 'render', parent, attributes: { 'server.address': 'localhost' } })
    expect(convertSubsegment(span).name).toBe('render')
  })

  test('without a name is called span', () => {
    expect(convertSubsegment(endedSpan({ name: '', parent })).name).toBe('span')
  })

  test("keeps the span's name in the metadata when it goes by another", () => {
    const span = endedSpan({ kind: 'client', name: 'GET', parent, attributes: { 'peer.service': 'pay' } })
    expect(convertSubsegment(span).metadata?.default?.['otel.span.name']).toBe('GET')
  })
})
