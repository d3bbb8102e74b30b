import { describe, expect, test } from 'vitest'
import { readSpan } from '../../../src/otlp/json/read-span.ts'

const resource = { attributes: {} }
const scope = { name: 'pg', version: '1' }
const least = {
  traceId: '6921746b5ac69fc467c01f3a268dc236',
  spanId: '53995c3f42cd8ad8',
  startTimeUnixNano: '1763800000123456789',
  endTimeUnixNano: '1763800000373456789',
}
const read = (more: object = {}) => readSpan({ ...least, ...more }, resource, scope)

describe('readSpan()', () => {
  test('reads a span that says as little as it may', () => {
    const { spanContext, ...span } = read()
    expect(spanContext()).toEqual({ traceId: least.traceId, spanId: least.spanId, traceFlags: 0 })
    expect(span).toEqual({
      name: '',
      kind: 0,
      parentSpanContext: undefined,
      startTime: [1763800000, 123456789],
      endTime: [1763800000, 373456789],
      status: { code: 0 },
      attributes: {},
      events: [],
      links: [],
      resource,
      instrumentationScope: scope,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    })
    expect(span.resource).toBe(resource)
  })

  test.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [5, 4],
    [6, 0],
    ['SPAN_KIND_UNSPECIFIED', 0],
    ['SPAN_KIND_INTERNAL', 0],
    ['SPAN_KIND_CLIENT', 2],
    ['SPAN_KIND_CONSUMER', 4],
  ])('reads the kind %j', (kind, number) => expect(read({ kind }).kind).toBe(number))

  test.each([
    [{}, { code: 0 }],
    [
      { code: 2, message: 'no' },
      { code: 2, message: 'no' },
    ],
    [{ code: 'STATUS_CODE_OK' }, { code: 1 }],
    [{ code: 'STATUS_CODE_ERROR', message: '' }, { code: 2 }],
  ])('reads the status %j', (status, value) => expect(read({ status }).status).toEqual(value))

  test.each([
    [undefined, undefined],
    [0x001, undefined],
    [0x200, undefined],
    [0x101, false],
    [0x301, true],
    ['769', true],
  ])('with the flags %j knows that its parent is remote: %j', (flags, isRemote) => {
    const span = read({ flags, parentSpanId: '70de5b6f19ff9a0a' })
    expect(span.parentSpanContext).toEqual({ spanId: '70de5b6f19ff9a0a', isRemote })
    expect(span.spanContext().traceFlags).toBe(Number(flags ?? 0) & 1)
  })

  test('needs no end when the span says that it is open', () => {
    const attributes = [{ key: 'aws.xray.inprogress', value: { boolValue: true } }]
    expect(read({ endTimeUnixNano: 0, attributes }).endTime).toEqual([1763800000, 123456789])
    expect(read({ attributes }).endTime).toEqual([1763800000, 373456789])
  })

  test.each(['', '0000000000000000'])('has no parent with the id %j', parentSpanId => {
    expect(read({ parentSpanId }).parentSpanContext).toBeUndefined()
  })

  test('reads events and links', () => {
    const attributes = [{ key: 'a', value: { intValue: '1' } }]
    const events = [
      { name: 'cache.miss', timeUnixNano: '1763800000200000000', attributes, droppedAttributesCount: 2 },
    ]
    const links = [{ traceId: least.traceId, spanId: '70DE5b6f19ff9a0a', attributes, flags: 1 }, {}]
    expect(read({ events, links })).toMatchObject({
      events: [
        {
          name: 'cache.miss',
          time: [1763800000, 200000000],
          attributes: { a: 1 },
          droppedAttributesCount: 2,
        },
      ],
      links: [
        {
          context: { traceId: least.traceId, spanId: '70de5b6f19ff9a0a', traceFlags: 1 },
          attributes: { a: 1 },
        },
        { context: { traceId: '0'.repeat(32), spanId: '0'.repeat(16) }, attributes: {} },
      ],
    })
  })

  test.each([
    [{ traceId: undefined }, 'traceId is missing; write 32 hex digits that are not all zero'],
    [{ parentSpanId: 'x' }, 'parentSpanId is "x"; write 16 hex digits'],
    [{ name: 5 }, 'name is 5; write a text'],
    [
      { kind: 'SERVER' },
      'kind is "SERVER"; write a number from 0 to 5, or SPAN_KIND_UNSPECIFIED, … INTERNAL, … SERVER, … CLIENT, … PRODUCER, … CONSUMER',
    ],
    [
      { status: { code: 'ERROR' } },
      'status.code is "ERROR"; write a number from 0 to 2, or STATUS_CODE_UNSET, … OK, … ERROR',
    ],
    [{ status: 'ERROR' }, 'status is "ERROR"; write an object'],
    [{ flags: -1 }, 'flags is -1; write a whole number from 0 to 4294967295'],
    [{ endTimeUnixNano: 0 }, 'endTimeUnixNano is 0; write nanoseconds since the epoch, in digits'],
    [
      { events: [{ timeUnixNano: 'now' }] },
      'events[0].timeUnixNano is "now"; write nanoseconds since the epoch, in digits',
    ],
    [{ links: [{ traceId: 'x' }] }, 'links[0].traceId is "x"; write 32 hex digits'],
  ])('refuses %j', (more, message) => expect(() => read(more)).toThrow(expect.objectContaining({ message })))
})
