import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const parent = '6ce834139509cc20'
const metadataOf = (attributes: Record<string, unknown>) =>
  convertSubsegment(endedSpan({ parent, attributes })).metadata

describe('writeMetadata()', () => {
  test('writes what nobody took', () => {
    expect(
      metadataOf({ tier: 'gold', tags: ['a'], nested: { x: null }, size: Number.POSITIVE_INFINITY }),
    ).toEqual({
      default: { tier: 'gold', tags: ['a'], nested: { x: null }, size: 'Infinity' },
    })
  })

  test('writes the namespaces that the span names', () => {
    expect(
      metadataOf({
        other: 1,
        'aws.xray.metadata.cart': '{"total":7}',
        'aws.xray.metadata.order': { id: 9 },
        'aws.xray.metadata.Default': '{"lifted":true,"other":2}',
      }),
    ).toEqual({ default: { other: 1, lifted: true }, cart: { total: 7 }, order: { id: 9 } })
  })

  test.each([
    ['aws.xray.metadata.', '{}'],
    ['aws.xray.metadata.AWS.x', '{}'],
    ['aws.xray.metadata.a', '[1]'],
    ['aws.xray.metadata.a', ['{"b":1}']],
    ['aws.xray.metadata.a', 'no JSON'],
    ['aws.xray.metadata.a', 'null'],
    ['aws.xray.metadata.a', null],
    ['aws.xray.metadata.a', '"text"'],
    ['aws.xray.metadata.a', 7],
    ['my.aws.xray.metadata.a', '{}'],
    ['other', '{"b":1}'],
  ])('leaves %s=%j, which is no namespace, as it is', (key, value) => {
    expect(metadataOf({ [key]: value })).toEqual({ default: { [key]: value } })
  })

  test('takes a text of 64,000 characters for a namespace, and no longer one', () => {
    const textOf = (chars: number) => `{"a":"${'x'.repeat(chars - 8)}"}`
    const key = 'aws.xray.metadata.long'
    const attributes = (chars: number) => endedSpan({ parent, attributes: { [key]: textOf(chars) } })
    const wide = { maxDocumentBytes: 200_000 }
    expect(convertSubsegment(attributes(64_000), wide).metadata).toHaveProperty('long')
    expect(convertSubsegment(attributes(64_001), wide).metadata?.default).toHaveProperty([key])
  })

  test('writes no namespace that has become an annotation', () => {
    const named = { 'aws.xray.annotations': ['aws.xray.metadata.cart'], 'aws.xray.metadata.cart': '{"a":1}' }
    const { annotations, metadata } = convertSubsegment(endedSpan({ parent, attributes: named }))
    expect(annotations).toEqual({ 'aws.xray.metadata.cart': '{"a":1}' })
    expect(metadata).toBeUndefined()
  })

  test('keeps what a span says beside its attributes', () => {
    const span = endedSpan({
      name: 'GET <all>',
      parent,
      kind: 'producer',
      status: { code: 1, message: 'fine' },
      events: [
        { name: 'retry', time: [1_763_800_000, 5_000_000], attributes: { attempt: 2 } },
        { name: 'done' },
      ],
    })
    const scope = {
      instrumentationScope: { name: 'my-lib', version: '1.0' },
      droppedAttributesCount: 3,
      droppedEventsCount: 0,
    }
    expect(convertSubsegment({ ...span, ...scope }).metadata?.default).toEqual({
      'otel.span.name': 'GET <all>',
      'otel.span.kind': 'PRODUCER',
      'otel.scope.name': 'my-lib',
      'otel.scope.version': '1.0',
      'otel.status_description': 'fine',
      'otel.dropped_attributes_count': 3,
      'otel.span.events': [
        { name: 'retry', time: 1_763_800_000.005, attributes: { attempt: 2 } },
        { name: 'done' },
      ],
    })
  })

  test('keeps whose a span is where they have no version, and what was dropped', () => {
    const span = {
      ...endedSpan({ name: 'work', parent }),
      instrumentationScope: { name: 'my-lib', version: '' },
      droppedAttributesCount: 0,
      droppedEventsCount: 4,
      droppedLinksCount: 5,
    }
    expect(convertSubsegment(span).metadata?.default).toEqual({
      'otel.scope.name': 'my-lib',
      'otel.dropped_events_count': 4,
      'otel.dropped_links_count': 5,
    })
  })

  test.each([
    ['consumer', 'CONSUMER'],
    ['producer', 'PRODUCER'],
    ['client', undefined],
    ['internal', undefined],
  ] as const)('says of a %s that it is %s', (kind, said) => {
    const span = endedSpan({ kind, parent, isRemote: false })
    expect(convertSubsegment(span).metadata?.default?.['otel.span.kind']).toBe(said)
  })

  test('says nothing that the document says already', () => {
    const span = endedSpan({ name: 'work', parent, status: { code: 2, message: 'it broke' } })
    const document = convertSubsegment({
      ...span,
      instrumentationScope: { name: '@opentelemetry/instrumentation-pg' },
    })
    expect(document).not.toHaveProperty('metadata')
  })

  test('says once why a span failed where it has other events', () => {
    const status = { code: 2, message: 'it broke' }
    const events = [{ name: 'retry' }, { name: 'retry' }]
    expect(convertSubsegment(endedSpan({ parent, status, events })).metadata).toEqual({
      default: { 'otel.span.events': events },
    })
  })

  test('keeps the message of an ERROR status beside an exception', () => {
    const events = [{ name: 'exception', attributes: { 'exception.message': 'a' } }]
    const document = convertOne(
      endedSpan({ kind: 'server', status: { code: 2, message: 'it broke' }, events }),
    )
    expect(document.metadata?.default).toMatchObject({ 'otel.status_description': 'it broke' })
    expect(document.metadata?.default).not.toHaveProperty(['otel.span.events'])
  })

  test('keeps both, where the user has a key of ours', () => {
    const attributes = { 'otel.span.name': 'theirs', 'otel.resource.service.name': 'theirs', 'otel.other': 1 }
    const span = endedSpan({
      name: 'GET /a',
      kind: 'server',
      attributes: { ...attributes, 'aws.xray.metadata.default': '{"otel.scope.name":"x"}' },
    })
    expect(convertOne(span).metadata?.default).toEqual({
      'attribute.otel.span.name': 'theirs',
      'attribute.otel.resource.service.name': 'theirs',
      'attribute.otel.scope.name': 'x',
      'otel.other': 1,
      'otel.span.name': 'GET /a',
      'otel.resource.service.name': 'shop',
    })
  })

  test('keeps both, where a whole text is kept under the key of another attribute', () => {
    const span = endedSpan({
      kind: 'client',
      parent,
      attributes: {
        'rpc.system': 'aws-api',
        'messaging.system': 'aws_sqs',
        'aws.sqs.queue.url': 'https://sqs.example/1/orders',
        'url.full': 'https://sqs.example/1/others',
        'http.request.method': 'POST',
        'server.address': 'sqs.example',
        'url.path': `/${'x'.repeat(300)}`,
      },
    })
    expect(convertSubsegment(span).metadata?.default).toMatchObject({
      'attribute.url.full': 'https://sqs.example/1/others',
      'url.full': `http://sqs.example/${'x'.repeat(300)}`,
    })
  })

  test('leaves a second spelling of the default namespace an attribute', () => {
    const both = { 'aws.xray.metadata.Default': '{"a":1}', 'aws.xray.metadata.default': '{"b":2}' }
    expect(metadataOf(both)).toEqual({ default: { a: 1, 'aws.xray.metadata.default': '{"b":2}' } })
  })

  test('loses no attribute, whatever its key and value', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constant(null))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), all => {
        const { metadata = {}, annotations = {} } = convertSubsegment(endedSpan({ parent, attributes: all }))
        for (const key of Object.keys(all))
          expect({ ...metadata.default, ...annotations }).toHaveProperty([key])
      }),
    )
  })
})
