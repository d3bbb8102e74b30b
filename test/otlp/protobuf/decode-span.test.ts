import { describe, expect, test } from 'vitest'
import { decodeSpan } from '../../../src/otlp/protobuf/decode-span.ts'
import { ProtobufReader } from '../../../src/otlp/protobuf/protobuf-reader.ts'
import type { EndedSpan } from '../../../src/segment/index.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'

const type = messageType('Span')
const RESOURCE = { attributes: {} }
const SCOPE = { name: 'shop', version: '1' }

function decode(fields: object): EndedSpan {
  const bytes = type
    .encode(
      type.fromObject({
        traceId: Buffer.alloc(16, 1),
        spanId: Buffer.alloc(8, 2),
        startTimeUnixNano: '1000000001',
        endTimeUnixNano: '2000000000',
        ...fields,
      }),
    )
    .finish()
  return decodeSpan(new ProtobufReader(bytes), bytes.length, RESOURCE, SCOPE)
}

describe('decodeSpan()', () => {
  test('gives a bare span', () => {
    const { spanContext, ...span } = decode({})
    expect(spanContext()).toEqual({ traceId: '01'.repeat(16), spanId: '02'.repeat(8), traceFlags: 0 })
    expect(span).toEqual({
      name: '',
      kind: 0,
      parentSpanContext: undefined,
      startTime: [1, 1],
      endTime: [2, 0],
      status: { code: 0 },
      attributes: {},
      events: [],
      links: [],
      resource: RESOURCE,
      instrumentationScope: SCOPE,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    })
  })

  test.each([
    [0x000, undefined],
    [0x100, false],
    [0x300, true],
  ])('reads from the flags %j whether the parent is remote: %j', (flags, isRemote) => {
    expect(decode({ parentSpanId: Buffer.alloc(8, 3), flags }).parentSpanContext).toEqual({
      spanId: '03'.repeat(8),
      isRemote,
    })
  })

  test('gives events and links', () => {
    const attributes = [{ key: 'a', value: { intValue: 1 } }]
    const { events, links } = decode({
      events: [{ timeUnixNano: '1500000000', name: 'retry', attributes, droppedAttributesCount: 2 }, {}],
      links: [{ traceId: Buffer.alloc(16, 4), spanId: Buffer.alloc(8, 5), attributes, flags: 1 }, {}],
    })
    expect(events).toEqual([
      { time: [1, 500_000_000], name: 'retry', attributes: { a: 1 }, droppedAttributesCount: 2 },
      { time: undefined, name: '', attributes: {}, droppedAttributesCount: 0 },
    ])
    expect(links.map(({ context, attributes }) => ({ context, attributes }))).toEqual([
      { context: { traceId: '04'.repeat(16), spanId: '05'.repeat(8), traceFlags: 1 }, attributes: { a: 1 } },
      { context: { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 }, attributes: {} },
    ])
  })
})
