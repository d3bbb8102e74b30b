import { describe, expect, test } from 'vitest'
import { droppedTrace } from '../../../src/page/model/dropped-trace.ts'
import { traceFile } from '../../../src/page/model/trace-file.ts'
import { segment, TRACE_ID } from '../../document/documents.ts'

const document = segment('</script>')

describe('droppedTrace()', () => {
  test.each([
    ['a document', JSON.stringify(document)],
    [
      'an answer of BatchGetTraces',
      JSON.stringify({ Traces: [{ Segments: [{ Document: JSON.stringify(document) }] }] }),
    ],
    [
      'OTLP/JSON',
      `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE_ID.slice(2).replace('-', '')}"}]}]}]}`,
    ],
  ])('finds the id in %s', (_, text) => {
    expect(droppedTrace(text)).toEqual({ text, traceId: TRACE_ID })
  })

  test('takes the documents out of a file that was shared', () => {
    const html = traceFile('<script id="trace-file" type="application/json">null</script>', [document])
    const { text, traceId } = droppedTrace(html)
    expect(JSON.parse(text)).toEqual([document])
    expect(traceId).toBe(TRACE_ID)
  })

  test('finds nothing where there is none', () => {
    expect(droppedTrace('hello').traceId).toBeUndefined()
  })
})
