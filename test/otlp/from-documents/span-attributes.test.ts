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
