import fc from 'fast-check'
import { expect, test } from 'vitest'
import { otlpParts } from '../../src/daemon/otlp-parts.ts'
import { countSpans } from '../../src/otlp/index.ts'
import { inProgress, segment, subsegment } from '../document/documents.ts'
import { messageType } from '../fixtures/trace-request-type.ts'
import { anyTrace } from '../trace/any-trace.ts'

const requestType = messageType('ExportTraceServiceRequest')

test('what is made of any document are requests of OTLP with as many spans as are counted', () => {
  fc.assert(
    fc.property(anyTrace, documents => {
      for (const document of documents) {
        const { documents: parts, rejected } = otlpParts.ofDocument(document)
        expect(rejected).toEqual([])
        for (const { bytes, spanCount } of parts) {
          expect(() => requestType.decode(bytes)).not.toThrow()
          expect(countSpans(bytes)).toBe(spanCount)
        }
      }
    }),
    { numRuns: 50 },
  )
})

test('a large document makes several parts', () => {
  const subsegments = Array.from({ length: 600 }, (_, index) => ({
    ...subsegment('step'),
    id: (index + 1).toString(16).padStart(16, '0'),
  }))
  const { documents } = otlpParts.ofDocument(segment('shop', { subsegments }))
  expect(documents.reduce((sum, { spanCount }) => sum + spanCount, 0)).toBe(601)
  expect(documents.length).toBeGreaterThan(1)
})

test('a document in progress makes none', () => {
  expect(otlpParts.ofDocument(inProgress(segment('shop')))).toEqual({ documents: [], rejected: [] })
})
