import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/document/index.ts'
import { spansToDocuments } from '../../src/segment/index.ts'
import { convert } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { schemaViolations } from '../fixtures/published-schema.ts'

describe('spansToDocuments()', () => {
  test('gives nothing for nothing', () => {
    expect(spansToDocuments([])).toEqual({ documents: [], rejected: [] })
  })

  test('gives documents that X-Ray takes, whatever the spans hold', () => {
    const unlikely = fc.constantFrom(
      // As OTLP may have it: no primitive can be made of it.
      { toString: 'a', valueOf: 'b' },
      Symbol('a'),
      Object.defineProperty({}, 'a', { enumerable: true, get: () => expect.fail('read') }),
    )
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.anything(), unlikely)
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'http.request.method',
        'http.response.status_code',
        'url.full',
        'server.address',
        'server.port',
        'rpc.grpc.status_code',
        'db.connection_string',
        'service.instance.id',
        'aws.xray.metadata.default',
        'db.system.name',
        'db.query.text',
        'db.namespace',
        'rpc.system',
        'rpc.service',
        'aws.dynamodb.table_names',
        'aws.xray.annotations',
        'aws.span.kind',
        'enduser.id',
        'client.address',
        'peer.service',
        'aws.local.service',
      ),
    )
    const attributes = fc.dictionary(key, value)
    const time = fc.oneof(
      fc.tuple(fc.nat(), fc.nat({ max: 999_999_999 })),
      fc.tuple(fc.double(), fc.double()),
    )
    const context = fc.constant({ traceId: '1'.repeat(32), spanId: '2'.repeat(16) })
    const span = fc.record({
      name: fc.oneof(fc.string({ unit: 'binary' }), unlikely, fc.constant(null)),
      startTime: time,
      endTime: time,
      kind: fc.constantFrom('internal', 'server', 'client', 'producer', 'consumer'),
      attributes,
      status: fc.record({ code: fc.constantFrom(0, 1, 2), message: fc.string() }),
      events: fc.array(
        fc.record({
          name: fc.constantFrom('exception', 'log', undefined),
          attributes: fc.dictionary(
            fc.constantFrom('exception.type', 'exception.message', 'exception.stacktrace'),
            value,
          ),
        }),
        { maxLength: 3 },
      ),
      links: fc.array(fc.oneof(fc.record({ context }), fc.constant({})), { maxLength: 2 }),
    })
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), attributes, (sketches, more) => {
        const resource = { attributes: { 'cloud.platform': 'aws_elastic_beanstalk', ...more } }
        const spans = sketches.map(sketch =>
          endedSpan({ ...sketch, resource } as Parameters<typeof endedSpan>[0]),
        )
        const { documents, rejected } = spansToDocuments(spans, { indexedAttributes: ['*'] })
        const count = [...documents, ...rejected].reduce((sum, { spanCount }) => sum + spanCount, 0)
        expect(count).toBe(spans.length)
        for (const { text } of documents) {
          expect(parseDocument(text)).toHaveProperty('document')
          expect(schemaViolations(JSON.parse(text))).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('spansToDocuments() of what is far too much takes no longer than reading it', () => {
  const SECONDS = 5000
  const many = (count: number, name: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}.${index}`, index]))

  test('attributes and names of annotations', { timeout: SECONDS }, () => {
    const attributes = { 'aws.xray.annotations': Object.keys(many(60_000, 'wish')), ...many(60_000, 'key') }
    const [document] = convert([endedSpan({ kind: 'server', attributes })])
    expect(document!.metadata!.default!['otel.dropped_attributes_count']).toBe(50_001)
    expect(Object.keys(document!.metadata!.default!).length).toBeGreaterThan(1000)
  })

  test('attributes, and members that go beside them', { timeout: SECONDS }, () => {
    const attributes = { 'aws.xray.metadata.default': many(60_000, 'our'), ...many(60_000, 'key') }
    expect(convert([endedSpan({ kind: 'server', attributes })])).toHaveLength(1)
  })

  test('a resource that many segments have', { timeout: SECONDS }, () => {
    const attributes = { huge: 'x'.repeat(40_000), 'service.name': 'shop', ...many(50_000, 'key') }
    const resource = { attributes }
    const segments = convert(Array.from({ length: 200 }, () => endedSpan({ kind: 'server', resource })))
    expect(segments).toHaveLength(200)
    const { default: values = {} } = segments[0]!.metadata!
    expect(values).toHaveProperty(['otel.resource.service.name'], 'shop')
    expect(values).not.toHaveProperty(['otel.resource.huge'])
    const written = Object.keys(values).filter(key => key.startsWith('otel.resource.')).length - 1
    expect(values['otel.resource.dropped_attributes_count']).toBe(50_002 - written)
    expect(values).not.toHaveProperty(['spanray.cut'])
  })
})
