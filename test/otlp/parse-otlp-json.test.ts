import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOtlpJson } from '../../src/otlp/index.ts'
import { type EndedSpan, spansToDocuments } from '../../src/segment/index.ts'
import { anySpan } from '../fixtures/any-span.ts'
import { plainSpan } from '../fixtures/plain-span.ts'
import { sdkSpans } from '../fixtures/sdk-spans.ts'

const span = {
  traceId: '6921746b5ac69fc467c01f3a268dc236',
  spanId: '53995c3f42cd8ad8',
  startTimeUnixNano: '1763800000123456789',
  endTimeUnixNano: '1763800000373456789',
}
const service = (name: string) => ({ attributes: [{ key: 'service.name', value: { stringValue: name } }] })
const parse = (value: unknown) => parseOtlpJson(JSON.stringify(value))
const spansOf = (value: unknown) => parse(value).request?.spans ?? []

describe('parseOtlpJson()', () => {
  test.each([
    '{}',
    '{"resourceSpans":[]}',
    '{"resourceSpans":null}',
    '{"resource_spans":[],"unknown":1}',
    '{"resourceSpans":[{}]}',
    '{"resourceSpans":[{"scopeSpans":[{}]}]}',
  ])('finds no span in %s', text =>
    expect(parseOtlpJson(text)).toEqual({ request: { spans: [], refusals: [], refusedSpans: 0 } }),
  )

  test.each([
    ['', 'The request is empty; a request to export spans is {"resourceSpans":[…]}'],
    ['[]', 'The request is a list; a request to export spans is {"resourceSpans":[…]}'],
    ['null', 'The request is null; a request to export spans is {"resourceSpans":[…]}'],
    ['{"resourceSpans":[', 'The request is cut off: it begins with "{\\"resourceSpans\\":["'],
    ['resourceSpans:\u001b[2J', 'The request is not JSON: it begins with "resourceSpans:\\u001b[2J"'],
    [
      '{"resourceMetrics":[]}',
      'The request has "resourceMetrics" but no resourceSpans; a request to export spans is {"resourceSpans":[…]}',
    ],
  ])('refuses %j', (text, message) => {
    expect(parseOtlpJson(text)).toEqual({ refusal: { path: '', message } })
  })

  test.each(['[', '{},', '0,'])('refuses a request of so many %j that they would fill the memory', piece => {
    const { refusal } = parseOtlpJson(`{"resourceSpans":[${piece.repeat(700_000)}`)
    expect(refusal?.message).toBe('The request holds over 700,000 values; send fewer spans')
  })

  test('refuses a request whose spans are in no list', () => {
    const message = 'resourceSpans is an object; write a list'
    expect(parse({ resourceSpans: {} })).toEqual({ refusal: { path: 'resourceSpans', message } })
  })

  test('takes the original names of the protocol', () => {
    const { traceId, spanId, startTimeUnixNano, endTimeUnixNano } = span
    const original = {
      trace_id: traceId,
      span_id: spanId,
      parent_span_id: '70de5b6f19ff9a0a',
      start_time_unix_nano: startTimeUnixNano,
      end_time_unix_nano: endTimeUnixNano,
    }
    const [read] = spansOf({ resource_spans: [{ scope_spans: [{ spans: [original] }] }] })
    expect(read).toMatchObject({
      parentSpanContext: { spanId: '70de5b6f19ff9a0a' },
      startTime: [1763800000, 123456789],
    })
    expect(read?.spanContext()).toMatchObject({ traceId, spanId })
  })

  test('takes times that are numbers to the nanosecond', () => {
    const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })
    const { request } = parseOtlpJson(text.replace(/"(\d{19})"/g, '$1'))
    expect(request?.spans[0]).toMatchObject({
      startTime: [1763800000, 123456789],
      endTime: [1763800000, 373456789],
    })
  })

  test('gives the spans of one resource one resource object, and of another one another', () => {
    const scopeSpans = [{ scope: { name: 'a' }, spans: [span] }, { spans: [span] }]
    const shop = { resource: service('shop'), scopeSpans }
    const spans = spansOf({ resourceSpans: [shop, { resource: service('stock'), scopeSpans }, shop] })
    const [first, ...others] = spans.map(({ resource }) => resource)
    expect(first).toEqual({ attributes: { 'service.name': 'shop' } })
    expect(others.map(resource => resource === first)).toEqual([true, false, false, true, true])
  })

  test('takes every span but those with something wrong in them', () => {
    const bad = { ...span, traceId: 'xyz' }
    const parsed = parse({
      resourceSpans: [
        { scopeSpans: [{ spans: [bad, span, 7] }, { scope: { name: 7 }, spans: [span] }, { spans: [span] }] },
        { resource: { attributes: {} }, scopeSpans: [{ spans: [span] }] },
        7,
        { scopeSpans: 7 },
        { scopeSpans: [{ spans: 7 }] },
      ],
    })
    expect(parsed.request?.spans.length).toBe(2)
    expect(parsed.request?.refusals.map(({ message }) => message)).toEqual([
      'resourceSpans[0].scopeSpans[0].spans[0].traceId is "xyz"; write 32 hex digits',
      'resourceSpans[0].scopeSpans[0].spans[2] is 7; write an object',
      'resourceSpans[0].scopeSpans[1].scope.name is 7; write a text',
      'resourceSpans[1].resource.attributes is an object; write a list',
      'resourceSpans[2] is 7; write an object',
      'resourceSpans[3].scopeSpans is 7; write a list',
      'resourceSpans[4].scopeSpans[0].spans is 7; write a list',
    ])
    expect(parsed.request?.refusals[0]?.path).toBe('resourceSpans[0].scopeSpans[0].spans[0].traceId')
  })

  test('never throws, whatever the JSON is', () => {
    const key = fc.constantFrom(
      ...[
        'resourceSpans',
        'scopeSpans',
        'spans',
        'resource',
        'scope',
        'attributes',
        'events',
        'links',
        'status',
      ],
      ...[
        'key',
        'value',
        'arrayValue',
        'kvlistValue',
        'values',
        'intValue',
        'traceId',
        'kind',
        'flags',
        '__proto__',
      ],
    )
    const { json } = fc.letrec(tie => ({
      json: fc.oneof(
        { depthSize: 'medium' },
        fc.jsonValue(),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(key, tie('json'), { maxKeys: 4 }),
        fc.dictionary(key, fc.array(tie('json'), { maxLength: 3 }), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(json, value => void parse({ resourceSpans: [value] })),
      { numRuns: 500 },
    )
    fc.assert(fc.property(fc.string(), text => void parseOtlpJson(text)))
  })

  test('survives JSON that is nested deeper than the stack', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"resourceSpans":', '}'],
      ['{"a":[', ']}'],
    ] as const) {
      const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`
      expect(parseOtlpJson(text).request?.spans ?? []).toEqual([])
      expect(parseOtlpJson(`{"resourceSpans":[{"resource":${text}}]}`).request?.spans).toEqual([])
    }
  })
})

describe('what OpenTelemetry writes', () => {
  test('makes the same documents as the spans themselves', () => {
    const spans = sdkSpans()
    const written = parseOtlpJson(new TextDecoder().decode(JsonTraceSerializer.serializeRequest(spans)))
    expect(written.request?.refusals).toEqual([])
    const documentsOf = (spans: readonly EndedSpan[]) =>
      spansToDocuments(spans).documents.map(({ id, text, spanCount }) => ({ id, text, spanCount }))
    expect(documentsOf(written.request!.spans)).toEqual(documentsOf(spans))
    expect(written.request!.spans.length).toBe(spans.length)
  })

  test('comes back as it was, for any spans', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 4 }), spans => {
        const written = new TextDecoder().decode(
          JsonTraceSerializer.serializeRequest(spans as unknown as ReadableSpan[]),
        )
        expect(parseOtlpJson(written).request?.spans.map(plainSpan)).toEqual(spans.map(plainSpan))
      }),
      { numRuns: 300 },
    )
  })

  test('survives attributes of a resource that nest as deep as a text can', () => {
    const request = (value: string) =>
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":${value}}]},"scopeSpans":[{"spans":[${JSON.stringify(span)}]}]}]}`
    const around = (before: string, after: string) => before.repeat(50_000) + after.repeat(50_000)
    for (const value of [around('{"arrayValue":{"values":[', ']}}'), `{"new":${around('[', ']')}}`]) {
      const { spans } = parseOtlpJson(request(value)).request!
      expect(spans).toHaveLength(1)
      expect(Object.keys(spans[0]!.resource.attributes)).toEqual(['a'])
    }
  })
})
