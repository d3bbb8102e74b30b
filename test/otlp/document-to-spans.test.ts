import { expect, test } from 'vitest'
import { documentToSpans } from '../../src/otlp/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from '../document/documents.ts'

test('documentToSpans() makes a span of a segment and of each subsegment in it', () => {
  const { spans } = documentToSpans(
    segment('shop', { subsegments: [subsegment('query', { namespace: 'remote' })] }),
  )
  expect(spans).toMatchObject([
    { name: 'shop', kind: 1, resource: { attributes: { 'service.name': 'shop' } } },
    { name: 'query', kind: 2, parentSpanContext: { spanId: idOf('shop'), isRemote: false } },
  ])
})

test('a subsegment by itself does not say of what service it is', () => {
  const [span] = documentToSpans(independent('late', 'step')).spans
  expect(span).toMatchObject({ name: 'late', resource: { attributes: {} } })
})

test('of what has not ended there is none', () => {
  expect(documentToSpans(inProgress(segment('shop')))).toMatchObject({ spans: [], refusedSpans: 0 })
})

test('OTLP has no ids of zeros', () => {
  const zero = { ...subsegment('query'), id: '0'.repeat(16) }
  const { spans, refusedSpans } = documentToSpans(segment('shop', { subsegments: [zero] }))
  expect([spans.map(({ name }) => name), refusedSpans]).toEqual([['shop'], 1])
})
