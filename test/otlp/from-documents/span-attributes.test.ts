import { expect, test } from 'vitest'
import type { Segment, Subsegment } from '../../../src/document/index.ts'
import { spanAttributes } from '../../../src/otlp/from-documents/span-attributes.ts'
import { segment, subsegment } from '../../document/documents.ts'

const written = (entity: Segment | Subsegment) => JSON.parse(JSON.stringify(spanAttributes(entity)))

test('of a server are the parts of its URL', () => {
  const request = {
    method: 'GET',
    url: 'http://shop:8080/cart?id=7',
    client_ip: '10.0.0.1',
    x_forwarded_for: true,
  }
  expect(written(segment('shop', { http: { request, response: { status: 200 } }, user: 'ann' }))).toEqual({
    'http.request.method': 'GET',
    'url.scheme': 'http',
    'server.address': 'shop',
    'server.port': 8080,
    'url.path': '/cart',
    'url.query': 'id=7',
    'client.address': '10.0.0.1',
    'http.request.header.x-forwarded-for': ['10.0.0.1'],
    'http.response.status_code': 200,
    'enduser.id': 'ann',
  })
})

test('of a call are whom it called, and what with', () => {
  const aws = { operation: 'PutItem', table_name: 'orders', retries: 1, resource_names: ['orders'] }
  expect(written(subsegment('DynamoDB', { namespace: 'aws', aws }))).toEqual({
    'aws.service': 'DynamoDB',
    'aws.operation': 'PutItem',
    'aws.table_name': 'orders',
    'aws.xray.retries': 1,
    'aws.resource_names': ['orders'],
  })
  const sql = { database_type: 'PostgreSQL', sanitized_query: 'SELECT ?', url: 'postgresql://db/shop' }
  expect(written(subsegment('shop@db', { namespace: 'remote', sql }))).toEqual({
    'peer.service': 'shop@db',
    'db.system.name': 'PostgreSQL',
    'db.query.text': 'SELECT ?',
    'db.connection_string': 'postgresql://db/shop',
  })
})

test('are annotations and metadata as they were', () => {
  const metadata = {
    default: { items: { a: 1 }, 'otel.span.name': 'x' },
    cart: { total: 7 },
    odd: 5 as never,
  }
  expect(written(subsegment('step', { annotations: { plan: 'gold' }, metadata }))).toEqual({
    items: { a: 1 },
    'aws.xray.metadata.cart': '{"total":7}',
    'aws.xray.metadata.odd': '5',
    plan: 'gold',
    'aws.xray.annotations': ['plan'],
  })
})

test('are the metadata where no field says otherwise', () => {
  const metadata = {
    default: { 'db.system.name': 'mongodb', 'client.address': '10.0.0.1', 'peer.service': 'carts' },
  }
  expect(written(subsegment('carts', { namespace: 'remote', metadata }))).toEqual(metadata.default)
})

test('are whole where a field had no room for them', () => {
  const url = `http://shop/${'x'.repeat(400)}`
  const user = 'u'.repeat(300)
  const metadata = { default: { 'url.full': url, 'enduser.id': user, 'user_agent.original': 'curl/8.5 (x)' } }
  const request = { url: url.slice(0, 250), user_agent: 'curl/8.5' }
  const cut = { http: { request }, user: user.slice(0, 250), metadata }
  expect(written(segment('shop', cut))).toMatchObject({
    'url.full': url,
    'url.path': `/${'x'.repeat(400)}`,
    'enduser.id': user,
    'user_agent.original': 'curl/8.5',
  })
})

test.each(['http://Shop/', 'http://shop:80/', 'http://shop/#top', 'http://shop', 'shop'])(
  'of a server are its whole URL where its parts would make another: %s',
  url => {
    expect(written(segment('shop', { http: { request: { url } } }))).toEqual({ 'url.full': url })
  },
)

test('of a segment are what its resource does not say', () => {
  const aws = {
    account_id: '1',
    ec2: {},
    request_id: 'R1',
    xray: { sdk: 'X-Ray for Node.js', sdk_version: '3', sampling_rule_name: 'cart', package: 'aws-xray-sdk' },
  }
  expect(written(segment('shop', { aws }))).toEqual({
    'aws.request_id': 'R1',
    'aws.xray.sampling_rule_name': 'cart',
    'aws.xray.package': 'aws-xray-sdk',
  })
})

test('survive metadata that are none', () => {
  const metadata = JSON.parse('{"default":null,"odd":[1],"__proto__":{"a":1}}')
  expect(written(segment('shop', { metadata }))).toEqual({
    'aws.xray.metadata.default': 'null',
    'aws.xray.metadata.odd': '[1]',
    'aws.xray.metadata.__proto__': '{"a":1}',
  })
  const hostile = JSON.parse('{"default":{"__proto__":{"polluted":1},"a":1}}')
  const attributes = spanAttributes(segment('shop', { metadata: hostile }))
  expect(Object.keys(attributes)).toEqual(['__proto__', 'a'])
  expect(attributes.polluted).toBeUndefined()
})

test.each([
  [{ traced: true }, true],
  [{ traced: false, http: { request: { traced: true } } }, false],
  [{ http: { request: { traced: true } } }, true],
  [{ http: { request: { traced: false } } }, undefined],
])('of a call that says %j are whether it is traced: %s', (more, isTraced) => {
  expect(written(subsegment('pay', more))['aws.xray.traced']).toBe(isTraced)
})
