import { describe, expect, test } from 'vitest'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const parent = '6ce834139509cc20'
const SECRET = 'c2VjcmV0'
const METHOD = { 'http.request.method': 'GET' }
const SQL = { 'db.system.name': 'postgresql' }

describe('a secret', () => {
  test.each([
    ['the URL of what is no HTTP request', { 'url.full': `https://a.example/?token=${SECRET}` }],
    ['the URL of a broker', { 'messaging.url': `amqp://app:${SECRET}@queue` }],
    [
      'one of two URLs',
      { ...METHOD, 'url.full': 'https://a.example/', 'http.url': `https://a.example/?sig=${SECRET}` },
    ],
    ['a target without a host', { ...METHOD, 'http.target': `/p?token=${SECRET}` }],
    ['a query without a host', { ...METHOD, 'url.query': `a=1&token=${SECRET}` }],
    ['a query with its question mark', { 'url.query': `?token=${SECRET}` }],
    ['a fragment', { ...METHOD, 'url.full': `https://a.example/#access_token=${SECRET}` }],
    ['a fragment by itself', { 'url.fragment': `access_token=${SECRET}` }],
    [
      'one of two queries',
      { ...METHOD, 'http.host': 'a.example', 'http.target': '/p', 'url.query': `token=${SECRET}` },
    ],
    ['a host of HTTP', { ...METHOD, 'server.address': `app:${SECRET}@a.example` }],
    ['an older host of HTTP', { ...METHOD, 'http.host': `app:${SECRET}@a.example` }],
    ['a host of SQL', { ...SQL, 'server.address': `app:${SECRET}@db` }],
    ['an older host', { 'net.peer.name': `app:${SECRET}@db` }],
    [
      'the name of a NoSQL database',
      { 'db.system': 'mongodb', 'db.name': `mongodb://app:${SECRET}@db/shop` },
    ],
    ['a connection to NoSQL', { 'db.system': 'redis', 'db.connection_string': `redis://:${SECRET}@cache` }],
    [
      'the URL of a queue',
      {
        'rpc.system': 'aws-api',
        'messaging.system': 'aws_sqs',
        'url.full': `https://sqs.example/?X-Amz-Signature=${SECRET}`,
      },
    ],
  ])('in %s is nowhere in the document, not even where it is indexed', (_, attributes) => {
    for (const kind of ['server', 'client'] as const) {
      const span = endedSpan({ kind, parent, attributes })
      for (const indexedAttributes of [[], ['*'], Object.keys(attributes)])
        expect(JSON.stringify(convertOne(span, { indexedAttributes }))).not.toContain(SECRET)
    }
  })

  test.each([
    ['a literal', { ...SQL, 'db.query.text': `SELECT '${SECRET}'` }, { 'db.query.text': 'SELECT ?' }],
    ['a password', { ...SQL, 'db.connection_string': `postgresql://app:${SECRET}@db/shop` }, undefined],
  ])('such as %s is none in an annotation', (_, attributes, annotations) => {
    const span = endedSpan({ kind: 'client', parent, attributes })
    const indexedAttributes = ['db.query.text', 'db.connection_string']
    const document = convertSubsegment(span, { indexedAttributes })
    expect(document.annotations).toEqual(annotations)
    expect(JSON.stringify(document)).not.toContain(SECRET)
  })

  test('in events and links is hidden, and all else of them shown', () => {
    const attributes = { 'url.full': `https://a.example/?token=${SECRET}`, attempt: 2 }
    const shown = { 'url.full': 'https://a.example/?token=REDACTED', attempt: 2 }
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16) }
    const { links, metadata } = convertOne(
      endedSpan({
        kind: 'server',
        events: [{ name: 'redirect', attributes }],
        links: [{ context, attributes }],
      }),
    )
    expect(links?.[0]?.attributes).toEqual(shown)
    expect(metadata?.default?.['otel.span.events']).toEqual([{ name: 'redirect', attributes: shown }])
  })
})

describe('showableAttribute()', () => {
  const metadataOf = (attributes: Record<string, unknown>, options = {}) =>
    convertSubsegment(endedSpan({ parent, attributes }), options).metadata?.default

  test('leaves what holds no secret as it is', () => {
    const attributes = {
      'url.full': 'https://a.example/@me?q=a@b',
      'url.query': 'q=1',
      'http.target': 7,
      'server.address': 'cache',
      'db.system.name': 'mongodb',
      'db.namespace': 'shop',
      'db.query.text': '{"find":"carts"}',
      'db.connection_string': 'mongodb://db/shop',
    }
    expect(metadataOf(attributes)).toEqual(attributes)
  })

  test('takes a text for SQL where nothing says for which database it is', () => {
    const attributes = { 'db.statement': `SELECT '${SECRET}'` }
    expect(metadataOf(attributes)).toEqual({ 'db.statement': 'SELECT ?' })
    expect(metadataOf(attributes, { sql: 'raw' })).toEqual(attributes)
    const { metadata } = convertOne(endedSpan({ kind: 'server', events: [{ name: 'slow', attributes }] }))
    expect(metadata?.default?.['otel.span.events']).toMatchObject([
      { attributes: { 'db.statement': 'SELECT ?' } },
    ])
  })

  test('shows of a query what the user wishes', () => {
    const attributes = { 'url.query': 'token=1&a=2', 'http.target': '/p?token=1' }
    expect(metadataOf(attributes, { urlQuery: 'keep' })).toEqual(attributes)
    expect(metadataOf(attributes, { urlQuery: 'strip' })).toEqual({ 'http.target': '/p' })
    expect(metadataOf(attributes, { secretParameters: ['a'] })).toEqual({
      'url.query': 'token=REDACTED&a=REDACTED',
      'http.target': '/p?token=REDACTED',
    })
  })
})
