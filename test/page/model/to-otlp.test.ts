import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../../src/document/index.ts'
import { parseOtlpJson } from '../../../src/otlp/index.ts'
import { toOtlp } from '../../../src/page/model/to-otlp.ts'
import { traceTree } from '../../../src/page/model/trace-tree.ts'
import { spansToDocuments } from '../../../src/segment/index.ts'
import { idOf, segment, subsegment, TRACE_ID } from '../../document/documents.ts'

const documents: ReceivedDocument[] = [
  segment('shop', {
    fault: true,
    user: 'alice',
    http: { request: { method: 'GET', url: 'http://shop.example/cart' }, response: { status: 500 } },
    annotations: { product: 'teapot', count: 2, rate: 0.5, new: true },
    metadata: { default: { any: { thing: [1] } } },
    cause: {
      exceptions: [
        { id: idOf('e'), type: 'Error', message: 'no', stack: [{ label: 'pay', path: '/a.js', line: 3 }] },
      ],
    },
    subsegments: [
      subsegment('DynamoDB', { namespace: 'aws', aws: { operation: 'GetItem', table_name: 'stock' } }),
    ],
  }),
]

/** What our own converter makes of the OTLP/JSON. */
function roundTrip(): ReceivedDocument[] {
  const { request } = parseOtlpJson(JSON.stringify(toOtlp(traceTree(documents)!)))
  expect(request?.refusals).toEqual([])
  return spansToDocuments(request!.spans).documents.map(({ text }) => JSON.parse(text))
}

describe('toOtlp()', () => {
  test('keeps who did what for whom, and when', () => {
    const { resourceSpans } = toOtlp(traceTree(documents)!)
    const [{ resource, scopeSpans }] = resourceSpans as [(typeof resourceSpans)[0]]
    expect(resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'shop' } }])
    const [shop, call] = scopeSpans[0]!.spans
    expect(shop).toMatchObject({ spanId: idOf('shop'), kind: 2, startTimeUnixNano: '1500000000000000000' })
    expect(shop!.traceId).toBe(TRACE_ID.replaceAll('-', '').slice(1))
    expect(call).toMatchObject({ parentSpanId: idOf('shop'), name: 'DynamoDB', kind: 3 })
  })

  test('becomes the same document again', () => {
    const [shop] = roundTrip()
    const { cause, metadata, subsegments, ...rest } = shop as (typeof documents)[0] & { aws?: unknown }
    const { cause: _c, metadata: _m, subsegments: _s, ...expected } = documents[0]!
    expect({ ...rest, aws: undefined }).toEqual({ ...expected, aws: undefined })
    expect(metadata?.default).toMatchObject({ any: { thing: [1] } })
    expect(cause).toMatchObject({
      exceptions: [{ type: 'Error', message: 'no', stack: [{ label: 'pay', path: '/a.js', line: 3 }] }],
    })
    expect(subsegments).toMatchObject([
      {
        id: idOf('DynamoDB'),
        name: 'DynamoDB',
        namespace: 'aws',
        aws: { operation: 'GetItem', table_name: 'stock' },
      },
    ])
  })
})
