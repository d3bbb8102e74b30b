import { expect, test } from 'vitest'
import { parseOtlpProtobuf, spansToOtlp } from '../../src/otlp/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const spansIn = (bytes: Uint8Array) => parseOtlpProtobuf(bytes).request!.spans

test('spansToOtlp() writes what a receiver reads as the same spans', () => {
  const resource = { attributes: { 'service.name': 'shop' } }
  const spans = [
    endedSpan({ name: 'GET /', kind: 'server', attributes: { 'url.path': '/', a: [1, 2] }, resource }),
    endedSpan({ name: 'query', kind: 'client', resource }),
  ]
  const { documents, rejected } = spansToOtlp(spans)
  expect(rejected).toEqual([])
  expect(documents.map(({ spanCount }) => spanCount)).toEqual([2])
  const read = spansIn(documents[0]!.bytes)
  expect(read.map(({ name, kind, attributes }) => ({ name, kind, attributes }))).toEqual(
    spans.map(({ name, kind, attributes }) => ({ name, kind, attributes })),
  )
  expect(read[0]!.spanContext()).toMatchObject({ ...spans[0]!.spanContext() })
  expect(read[0]!.resource.attributes).toEqual(resource.attributes)
})

test('parts behind one another are a request with all their spans', () => {
  const spans = Array.from({ length: 1300 }, () => endedSpan())
  const { documents } = spansToOtlp(spans)
  expect(documents.map(({ spanCount }) => spanCount)).toEqual([325, 325, 325, 325])
  const ids = spansIn(Buffer.concat(documents.map(({ bytes }) => bytes))).map(
    span => span.spanContext().spanId,
  )
  expect(ids).toEqual(spans.map(span => span.spanContext().spanId))
})

test('spansToOtlp() keeps to the limit, and rejects a span that is over it alone', () => {
  const large = endedSpan({ attributes: { text: 'x'.repeat(5000) } })
  const { documents, rejected } = spansToOtlp([endedSpan(), large, endedSpan()], { maxDocumentBytes: 1000 })
  expect(documents.map(({ spanCount }) => spanCount)).toEqual([1, 1])
  expect(rejected).toEqual([{ id: large.spanContext().spanId, bytes: expect.any(Number), spanCount: 1 }])
})

test('a span that cannot be written takes no other with it', () => {
  const broken = { ...endedSpan(), events: undefined as never }
  const { documents, rejected } = spansToOtlp([endedSpan(), broken, endedSpan()])
  expect(documents.map(({ spanCount }) => spanCount)).toEqual([1, 1])
  expect(rejected).toMatchObject([{ bytes: 0, spanCount: 1 }])
})

test('a span without a scope, and one with an event without a time, can be written', () => {
  const { instrumentationScope: _, ...scopeless } = endedSpan({ name: 'a' })
  const untimed = endedSpan({ name: 'b', events: [{ name: 'retry', time: undefined, attributes: {} }] })
  const { documents, rejected } = spansToOtlp([scopeless, untimed])
  expect(rejected).toEqual([])
  const read = spansIn(documents[0]!.bytes)
  expect(read.map(({ name, events }) => [name, events.length])).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('spansToOtlp() of nothing is nothing', () => {
  expect(spansToOtlp([])).toEqual({ documents: [], rejected: [] })
})
