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
    'aws.xray.metadata.',
    'aws.xray.metadata.AWS.x',
    'aws.xray.metadata.list',
    'aws.xray.metadata.text',
  ])('leaves %s, which is no namespace, as it is', key => {
    const value = key.endsWith('list') ? '[1]' : key.endsWith('text') ? 'no JSON' : '{}'
    expect(metadataOf({ [key]: value })).toEqual({ default: { [key]: value } })
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

  test('says nothing that the document says already', () => {
    const span = endedSpan({ name: 'work', parent, status: { code: 2, message: 'it broke' } })
    const document = convertSubsegment({
      ...span,
      instrumentationScope: { name: '@opentelemetry/instrumentation-pg' },
    })
    expect(document).not.toHaveProperty('metadata')
  })

  test('keeps the message of an ERROR status beside an exception', () => {
    const events = [{ name: 'exception', attributes: { 'exception.message': 'a' } }]
    const document = convertOne(
      endedSpan({ kind: 'server', status: { code: 2, message: 'it broke' }, events }),
    )
    expect(document.metadata?.default).toMatchObject({ 'otel.status_description': 'it broke' })
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
