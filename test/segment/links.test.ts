import { expect, test } from 'vitest'
import { convertOne } from '../fixtures/convert.ts'
import { endedSpan, TRACE_ID } from '../fixtures/ended-span.ts'

const context = { traceId: TRACE_ID, spanId: '53995c3f42cd8ad8' }

test('writeLinks() writes links with their attributes', () => {
  const span = endedSpan({
    kind: 'consumer',
    links: [{ context, attributes: { queue: 'orders' } }, { context }, { context, attributes: {} }],
  })
  expect(convertOne(span).links).toEqual([
    {
      trace_id: '1-6921746b-5ac69fc467c01f3a268dc236',
      id: '53995c3f42cd8ad8',
      attributes: { queue: 'orders' },
    },
    { trace_id: '1-6921746b-5ac69fc467c01f3a268dc236', id: '53995c3f42cd8ad8' },
    { trace_id: '1-6921746b-5ac69fc467c01f3a268dc236', id: '53995c3f42cd8ad8' },
  ])
})

test('writeLinks() writes twenty links at most, and none where there are none', () => {
  const links = Array.from({ length: 30 }, () => ({ context }))
  const document = convertOne({ ...endedSpan({ kind: 'consumer', links }), droppedLinksCount: 2 })
  expect(document.links).toHaveLength(20)
  expect(document.metadata?.default).toMatchObject({ 'otel.dropped_links_count': 12 })
  expect(convertOne(endedSpan({ kind: 'consumer' }))).not.toHaveProperty('links')
})

test('writeLinks() leaves out the context of no span', () => {
  const links = [{ context: undefined as never }, { context }]
  expect(convertOne(endedSpan({ kind: 'consumer', links })).links).toHaveLength(1)
})
