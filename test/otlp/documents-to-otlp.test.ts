import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, type ReceivedDocument } from '../../src/document/index.ts'
import { documentsToOtlp, parseOtlpJson } from '../../src/otlp/index.ts'
import { spansToDocuments } from '../../src/segment/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from '../document/documents.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { anyTrace } from '../trace/any-trace.ts'

interface Case {
  name: string
  otlp: object
}

const cases: Case[] = JSON.parse(readFileSync('test/cases/reference-documents.json', 'utf8'))

/** The documents that spanray makes of a request. */
function documentsOf(otlp: object): ReceivedDocument[] {
  const { request } = parseOtlpJson(JSON.stringify(otlp))
  expect(request?.refusals).toEqual([])
  return spansToDocuments(request?.spans ?? []).documents.flatMap(
    ({ text }) => parseDocument(text).document ?? [],
  )
}

/** Each value by its path; times are as fine as documents have them. */
function valuesOf(documents: ReceivedDocument[]): Map<string, string> {
  const values = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, `${path}/${key}`)
    else values.set(path, typeof value === 'number' ? value.toFixed(4) : String(value))
  }
  for (const document of documents) walk(document, document.id)
  return values
}

// How a callee or a version was told is not in a document, nor are the ids of exceptions: these come out in other words.
const TOLD_OTHERWISE =
  /metadata\/default\/(peer\.service|aws\.service|aws\.span\.kind|http\.request\.header\.x-forwarded-for\/0|otel\.resource\.(service\.version|service\.name|cloud\.resource_id))$|cause\/exceptions\/\d\/(id|cause)$/

const NUMBERS = [
  'http.response.status_code',
  'http.response.body.size',
  'http.request.resend_count',
  'server.port',
]
const TEXTS = [
  'http.request.method',
  'url.full',
  'url.path',
  'url.query',
  'user_agent.original',
  'client.address',
  'network.peer.address',
  'server.address',
  'peer.service',
  'enduser.id',
  'user.id',
  'db.system.name',
  'db.query.text',
  'db.namespace',
  'db.user',
  'db.operation.name',
  'db.connection_string',
  'rpc.system',
  'rpc.service',
  'rpc.method',
  'aws.request.id',
  'aws.s3.key',
  'messaging.destination.name',
  'aws.xray.traced',
  'aws.xray.sampling_rule_name',
  'aws.xray.metadata.cart',
  'otel.scope.name',
  'otel.span.color',
]

describe('documentsToOtlp()', () => {
  test.each(cases.map(({ name, otlp }) => [name, otlp] as const))(
    '%s: comes back from spans as it was',
    (_, otlp) => {
      const before = valuesOf(documentsOf(otlp))
      const after = valuesOf(documentsOf(documentsToOtlp(documentsOf(otlp))))
      const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
        path => !TOLD_OTHERWISE.test(path),
      )
      const changed = paths.filter(path => before.get(path) !== after.get(path))
      expect(changed.map(path => `${path}: ${before.get(path)} → ${after.get(path)}`)).toEqual([])
    },
  )

  test('loses no attribute of any span, whatever its document makes of it', () => {
    const word = fc.stringMatching(/^\w{1,20}$/)
    const attributes = fc
      .tuple(
        fc.dictionary(fc.constantFrom(...TEXTS), fc.oneof(word, fc.constant('x'.repeat(300)))),
        fc.dictionary(fc.constantFrom(...NUMBERS), fc.nat(70_000)),
        fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
      )
      .map(([texts, numbers, others]) => ({ ...others, ...texts, ...numbers }))
    const kind = fc.constantFrom('internal', 'server', 'client', 'producer', 'consumer')
    const parent = fc.constantFrom(undefined, '6ce834139509cc20')
    fc.assert(
      fc.property(kind, attributes, fc.string(), parent, (kind, own, name, parent) => {
        const span = endedSpan({
          id: '53995c3f42cd8ad8',
          kind,
          name,
          attributes: own,
          ...(parent && { parent }),
        })
        const before = spansToDocuments([span]).documents.map(({ text }) => JSON.parse(text))
        const after = valuesOf(documentsOf(documentsToOtlp(before)))
        for (const [path, value] of valuesOf(before))
          if (!TOLD_OTHERWISE.test(path)) expect([path, after.get(path)]).toEqual([path, value])
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    [{ database_type: 'PostgreSQL', url: 'postgresql://db:5432/shop' }, 'PostgreSQL'],
    [{}, 'other_sql'],
  ])("keeps the query of an X-Ray SDK's document: %j", (more, database_type) => {
    const sql = { sanitized_query: 'SELECT ?', ...more }
    const query = subsegment('shop@db', { namespace: 'remote', sql })
    const [after] = documentsOf(documentsToOtlp([segment('shop', { subsegments: [query] })]))
    expect(after?.subsegments?.[0]?.sql).toEqual({ ...sql, database_type })
  })

  test('makes a span of each segment and subsegment, under the resource of its service', () => {
    const { resourceSpans } = documentsToOtlp([
      segment('shop', { subsegments: [subsegment('call', { namespace: 'remote' }), subsegment('step')] }),
      independent('late', 'step'),
      segment('pay', { parent_id: idOf('call') }),
    ])
    const sketch = resourceSpans.map(({ resource, scopeSpans }) => [
      resource.attributes[0]?.value,
      ...scopeSpans.flatMap(({ spans }) =>
        spans.map(span => [span.name, span.kind, span.parentSpanId, (span.flags & 0x200) !== 0]),
      ),
    ])
    expect(sketch).toEqual([
      [{ stringValue: 'pay' }, ['pay', 2, idOf('call'), true]],
      [
        { stringValue: 'shop' },
        ['shop', 2, undefined, false],
        ['call', 3, idOf('shop'), false],
        ['step', 1, idOf('shop'), false],
        ['late', 1, idOf('step'), false],
      ],
    ])
  })

  test('makes no span of a segment that was made up around a job, and gives back what was lifted onto it', () => {
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16) }
    const job = endedSpan({
      name: 'nightly',
      parent: '6ce834139509cc20',
      isRemote: true,
      attributes: { 'user.id': 'ann', 'aws.xray.sampling_rule_name': 'jobs' },
      links: [{ context }],
    })
    const documents = spansToDocuments([job]).documents.map(({ text }) => JSON.parse(text))
    expect(documents).toMatchObject([{ name: 'shop', user: 'ann', subsegments: [{ name: 'nightly' }] }])
    const { request } = parseOtlpJson(JSON.stringify(documentsToOtlp(documents)))
    expect(request?.spans).toMatchObject([
      {
        name: 'nightly',
        kind: 0,
        parentSpanContext: { spanId: '6ce834139509cc20', isRemote: true },
        attributes: { 'enduser.id': 'ann', 'aws.xray.sampling_rule_name': 'jobs' },
        links: [{ context }],
        resource: { attributes: { 'service.name': 'shop' } },
      },
    ])
    expect(request?.spans[0]?.spanContext().spanId).toBe(job.spanContext().spanId)
  })

  test('keeps what was dropped of a span, and the resource of a subsegment by itself', () => {
    const metadata = {
      default: {
        'otel.dropped_attributes_count': 1,
        'otel.dropped_events_count': 2,
        'otel.dropped_links_count': 3,
        'otel.resource.service.name': 'shop',
      },
    }
    const { request } = parseOtlpJson(JSON.stringify(documentsToOtlp([independent('a', 'b', { metadata })])))
    expect(request?.spans).toMatchObject([
      {
        droppedAttributesCount: 1,
        droppedEventsCount: 2,
        droppedLinksCount: 3,
        attributes: {},
        resource: { attributes: { 'service.name': 'shop' } },
      },
    ])
  })

  test('names a call of an AWS service as its instrumentation does', () => {
    const metadata = { default: { 'rpc.system': 'aws-api', 'rpc.service': 'S3' } }
    const call = subsegment('S3', { namespace: 'aws', aws: { operation: 'PutObject' }, metadata })
    const [{ scopeSpans }] = documentsToOtlp([segment('shop', { subsegments: [call] })]).resourceSpans as [
      never,
    ]
    expect((scopeSpans as { spans: { name: string }[] }[])[0]?.spans[1]?.name).toBe('S3.PutObject')
  })

  test('leaves out what X-Ray inferred, and says what is in progress', () => {
    const inferred = segment('db', { inferred: true })
    expect(documentsToOtlp([inferred])).toEqual({ resourceSpans: [] })
    const [document] = documentsOf(documentsToOtlp([inProgress(segment('shop'))]))
    expect(document).toMatchObject({ name: 'shop', in_progress: true })
  })

  test('makes spans that can be read of any trace', () => {
    fc.assert(
      fc.property(anyTrace, documents => {
        const { request } = parseOtlpJson(JSON.stringify(documentsToOtlp(documents)))
        expect(request?.refusals).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
