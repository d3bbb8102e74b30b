import { expect, test } from 'vitest'
import { parseOtlpProtobuf } from '../../src/otlp/index.ts'
import { spansToOtlpStepwise } from '../../src/otlp/spans-to-otlp-stepwise.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const namesIn = (bytes: Uint8Array) => parseOtlpProtobuf(bytes).request!.spans.map(({ name }) => name)

test('spansToOtlpStepwise() gives one part after the other, in the order of the spans', () => {
  const spans = Array.from({ length: 20 }, (_, index) => endedSpan({ name: `${index}` }))
  const steps = spansToOtlpStepwise(spans, { maxDocumentBytes: 500 })
  const parts = [...steps].map(({ documents }) => documents[0]!)
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.flatMap(({ bytes }) => namesIn(bytes))).toEqual(spans.map(({ name }) => name))
  expect(parts.flatMap(part => part.spans)).toEqual(spans)
})

test.each([
  ['resource', { resource: { attributes: { text: 'x'.repeat(4_000_000) } } }],
  ['scope', { instrumentationScope: { name: 'x'.repeat(4_000_000) } }],
])('spansToOtlpStepwise() refuses spans with too large a %s all at once', { timeout: 5000 }, (_, head) => {
  const heavy = Array.from({ length: 400 }, () => ({ ...endedSpan(), ...head }))
  const [light, last] = [endedSpan({ name: 'first' }), endedSpan({ name: 'last' })]
  const conversions = [...spansToOtlpStepwise([light, ...heavy, last], { maxDocumentBytes: 1_000_000 })]
  expect(conversions.flatMap(({ documents }) => documents.flatMap(({ bytes }) => namesIn(bytes)))).toEqual([
    'first',
    'last',
  ])
  const [rejected, ...more] = conversions.flatMap(each => each.rejected)
  expect(rejected).toMatchObject({ id: heavy[0]!.spanContext().spanId, spanCount: 400 })
  expect(rejected!.bytes).toBeGreaterThan(4_000_000)
  expect(more).toEqual([])
})
