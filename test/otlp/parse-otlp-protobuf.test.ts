import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOtlpJson, parseOtlpProtobuf } from '../../src/otlp/index.ts'
import { type EndedSpan, spansToDocuments } from '../../src/segment/index.ts'
import { anySpan } from '../fixtures/any-span.ts'
import { anyTraceRequest } from '../fixtures/any-trace-request.ts'
import { plainSpan } from '../fixtures/plain-span.ts'
import { sdkSpans } from '../fixtures/sdk-spans.ts'
import { messageType } from '../fixtures/trace-request-type.ts'

const requestType = messageType('ExportTraceServiceRequest')

const span = {
  traceId: Buffer.from('6921746b5ac69fc467c01f3a268dc236', 'hex'),
  spanId: Buffer.from('53995c3f42cd8ad8', 'hex'),
  startTimeUnixNano: '1763800000123456789',
  endTimeUnixNano: '1763800000373456789',
}

function encode(request: object): Buffer {
  return Buffer.from(requestType.encode(requestType.fromObject(request)).finish())
}

const encodeSpan = (fields: object) =>
  encode({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...fields }] }] }] })
const parseSpan = (fields: object) => parseOtlpProtobuf(encodeSpan(fields)).request!.spans[0]!

describe('parseOtlpProtobuf()', () => {
  test('finds no span in no bytes, and none in empty messages', () => {
    const nothing = { request: { spans: [], refusals: [], refusedSpans: 0 } }
    expect(parseOtlpProtobuf(new Uint8Array())).toEqual(nothing)
    expect(parseOtlpProtobuf(encode({ resourceSpans: [{}, { scopeSpans: [{}] }] }))).toEqual(nothing)
  })

  test('gives a span with all that it has', () => {
    const read = parseSpan({
      parentSpanId: Buffer.from('70de5b6f19ff9a0a', 'hex'),
      name: 'GET /cart',
      kind: 2,
      flags: 0x301,
      attributes: [{ key: 'cart.items', value: { intValue: 3 } }],
      status: { code: 2, message: 'failed' },
    })
    expect(read).toMatchObject({
      name: 'GET /cart',
      kind: 1,
      startTime: [1763800000, 123456789],
      endTime: [1763800000, 373456789],
      parentSpanContext: { spanId: '70de5b6f19ff9a0a', isRemote: true },
      attributes: { 'cart.items': 3 },
      status: { code: 2, message: 'failed' },
      events: [],
      links: [],
    })
    expect(read.spanContext()).toEqual({
      traceId: '6921746b5ac69fc467c01f3a268dc236',
      spanId: '53995c3f42cd8ad8',
      traceFlags: 1,
    })
  })

  test('gives the spans of one resource one resource object, wherever it stands in the request', () => {
    const service = (name: string) => ({
      attributes: [{ key: 'service.name', value: { stringValue: name } }],
    })
    const scopeSpans = [{ scope: { name: 'a' }, spans: [span] }, { spans: [span] }]
    const shop = { resource: service('shop'), scopeSpans }
    const bytes = encode({ resourceSpans: [shop, { resource: service('stock'), scopeSpans }, shop] })
    const [first, ...others] = parseOtlpProtobuf(bytes).request!.spans.map(({ resource }) => resource)
    expect(first).toEqual({ attributes: { 'service.name': 'shop' } })
    expect(others.map(resource => resource === first)).toEqual([true, false, false, true, true])
  })

  test('finds the resource and the scope behind the spans', () => {
    const type = messageType('ResourceSpans')
    const scopeType = messageType('ScopeSpans')
    const field = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x12, bytes.length]), bytes])
    const scopeSpans = field(
      Buffer.concat([
        scopeType.encode(scopeType.fromObject({ spans: [span] })).finish(),
        scopeType.encode(scopeType.fromObject({ scope: { name: 'late' } })).finish(),
      ]),
    )
    const resource = { attributes: [{ key: 'a', value: { stringValue: 'b' } }] }
    const message = Buffer.concat([scopeSpans, type.encode(type.fromObject({ resource })).finish()])
    const { request } = parseOtlpProtobuf(Buffer.concat([Buffer.from([0x0a, message.length]), message]))
    expect(request?.spans[0]).toMatchObject({
      instrumentationScope: { name: 'late' },
      resource: { attributes: { a: 'b' } },
    })
  })

  test.each([
    [{ traceId: Buffer.from('abc') }, 'traceId is "616263"; send 16 bytes'],
    [{ traceId: Buffer.alloc(16) }, `traceId is "${'0'.repeat(32)}"; send 16 bytes that are not all zero`],
    [{ spanId: Buffer.alloc(0) }, 'spanId is ""; send 8 bytes that are not all zero'],
    [{ parentSpanId: Buffer.from('a') }, 'parentSpanId is "61"; send 8 bytes'],
    [{ startTimeUnixNano: 0 }, 'startTimeUnixNano is 0; send nanoseconds since the epoch'],
    [{ endTimeUnixNano: 0 }, 'endTimeUnixNano is 0; send nanoseconds since the epoch'],
    [{ links: [{}, { traceId: Buffer.from('a') }] }, 'links[1].traceId is "61"; send 16 bytes'],
  ])('takes every span but the one with %j', (fields, message) => {
    const { request } = parseOtlpProtobuf(
      encode({ resourceSpans: [{ scopeSpans: [{}, { spans: [span, { ...span, ...fields }, span] }] }] }),
    )
    expect(request?.spans.length).toBe(2)
    expect(request?.refusals).toEqual([
      {
        path: `resourceSpans[0].scopeSpans[1].spans[1].${message.split(' ', 1)[0]}`,
        message: `resourceSpans[0].scopeSpans[1].spans[1].${message}`,
      },
    ])
    expect(request?.refusedSpans).toBe(1)
  })

  test('takes a span without an end that says that it is open', () => {
    const attributes = [{ key: 'aws.xray.inprogress', value: { boolValue: true } }]
    expect(parseSpan({ endTimeUnixNano: 0, attributes }).endTime).toEqual([1763800000, 123456789])
  })

  test.each([
    ['cut off', encodeSpan({}).subarray(0, -1), /at byte \d+ \d+ bytes should follow and \d+ are left/],
    ['JSON', Buffer.from('{"resourceSpans":[]}'), /at byte \d+/],
    [
      'a field of another type',
      Buffer.from([0x08, 1]),
      /resourceSpans has the wire type 0, which is another's/,
    ],
  ])('refuses a request that is %s', (_, bytes, message) => {
    const { refusal } = parseOtlpProtobuf(bytes)
    expect(refusal?.message).toMatch(/^The request is not a protobuf ExportTraceServiceRequest: /)
    expect(refusal?.message).toMatch(message)
    expect(refusal?.path).toBe('')
  })

  test('refuses a request of so many messages that they would fill the memory', () => {
    // Two bytes for each link, which take a hundred times their room.
    const links = Buffer.alloc(1_000_002).fill(Buffer.from([0x6a, 0]))
    const field = (tag: number, bytes: Buffer) => {
      const length = [(bytes.length & 0x7f) | 0x80, ((bytes.length >> 7) & 0x7f) | 0x80, bytes.length >> 14]
      return Buffer.concat([Buffer.from([tag, ...length]), bytes])
    }
    const { refusal } = parseOtlpProtobuf(field(0x0a, field(0x12, field(0x12, links))))
    expect(refusal?.message).toMatch(/it holds over 500,000 messages; send fewer spans$/)
  })

  test('gives up on a request in which everything is wrong', () => {
    const { refusal } = parseOtlpProtobuf(
      encode({ resourceSpans: [{ scopeSpans: [{ spans: Array(10_001).fill({}) }] }] }),
    )
    expect(refusal?.message).toMatch(/^Over 10,000 values of the request are wrong; the first: resourceSpans/)
  })
})

describe('what others write', () => {
  test('OpenTelemetry: makes the same documents as the spans themselves', () => {
    const spans = sdkSpans()
    const { request } = parseOtlpProtobuf(ProtobufTraceSerializer.serializeRequest(spans)!)
    expect(request?.refusals).toEqual([])
    const documentsOf = (spans: readonly EndedSpan[]) =>
      spansToDocuments(spans).documents.map(({ id, text, spanCount }) => ({ id, text, spanCount }))
    expect(documentsOf(request!.spans)).toEqual(documentsOf(spans))
  })

  test('OpenTelemetry: comes back as it was, for any spans', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 4 }), spans => {
        const bytes = ProtobufTraceSerializer.serializeRequest(spans as unknown as ReadableSpan[])!
        expect(parseOtlpProtobuf(bytes).request?.spans.map(plainSpan)).toEqual(spans.map(plainSpan))
      }),
      { numRuns: 200 },
    )
  })

  test('protobufjs: is read as protobufjs reads it', () => {
    fc.assert(
      fc.property(anyTraceRequest, request => {
        const bytes = encode(request)
        const { request: read } = parseOtlpProtobuf(bytes)
        expect(read?.spans.map(plainSpan)).toEqual(parseOtlpJson(asJson(bytes)).request?.spans.map(plainSpan))
      }),
      { numRuns: 300 },
    )
  })

  test('whoever: never throws, and takes nothing that protobufjs can not read', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'insert', 'remove', 'cut')),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    fc.assert(
      fc.property(anyTraceRequest, damage, (request, changes) => {
        const bytes = damaged(encode(request), changes)
        const { request: read } = parseOtlpProtobuf(bytes)
        // Texts that are no UTF-8 are read all the same: better a strange letter than no span.
        if (read) expect(complaintOf(() => requestType.decode(bytes))).toMatch(/^$|utf-8/)
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array(), bytes => void parseOtlpProtobuf(bytes)),
      { numRuns: 1000 },
    )
  })
})

function complaintOf(action: () => void): string {
  try {
    action()
    return ''
  } catch (error) {
    return String(error)
  }
}

function damaged(bytes: Buffer, changes: [at: number, byte: number, kind: string][]): Buffer {
  const list = [...bytes]
  for (const [place, byte, kind] of changes) {
    const at = list.length === 0 ? 0 : place % list.length
    if (kind === 'set') list.splice(at, 1, byte)
    else if (kind === 'insert') list.splice(at, 0, byte)
    else if (kind === 'remove') list.splice(at, 1)
    else list.length = at
  }
  return Buffer.from(list)
}

/** The request in OTLP/JSON, as protobufjs understands it: protobuf's JSON, but for ids. */
function asJson(bytes: Buffer): string {
  const request = requestType.toObject(requestType.decode(bytes), {
    longs: String,
    bytes: String,
    json: true,
  })
  return JSON.stringify(request, (key, value) => {
    if (/^(trace|span|parentSpan)Id$/.test(key)) return Buffer.from(value, 'base64').toString('hex')
    // JSON.stringify writes 0 for it; as a text it keeps its sign, like NaN and Infinity.
    return Object.is(value, -0) ? '-0' : value
  })
}
