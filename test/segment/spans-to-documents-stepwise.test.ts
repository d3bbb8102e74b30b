import { expect, test } from 'vitest'
import { spansToDocuments, spansToDocumentsStepwise } from '../../src/segment/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

test('spansToDocumentsStepwise() gives the same documents, those of one top after the other', () => {
  const spans = ['a', 'b', 'c'].flatMap(digit => {
    const traceId = digit.repeat(32)
    const id = digit.repeat(16)
    return [endedSpan({ traceId, parent: id }), endedSpan({ kind: 'server', traceId, id })]
  })
  const steps = [...spansToDocumentsStepwise(spans, { maxDocumentBytes: 500 })]
  const whole = spansToDocuments(spans, { maxDocumentBytes: 500 })
  expect(steps).toHaveLength(3)
  expect(steps.flatMap(({ documents }) => documents.map(({ text }) => text))).toEqual(
    whole.documents.map(({ text }) => text),
  )
  expect(steps.flatMap(({ rejected }) => rejected)).toEqual(whole.rejected)
})
