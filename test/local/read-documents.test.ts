import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocuments } from '../../src/local/read-documents.ts'
import { independent, segment, subsegment } from '../document/documents.ts'

const [a, b] = ['a', 'b'].map(name => JSON.stringify(segment(name)))

describe('readDocuments()', () => {
  test.each([
    ['one document', a],
    ['one a line', `${a}\n\n${b}\n`],
    ['a list of documents', `[${a},\n${b}]`],
    ['a list of texts', JSON.stringify([a, b])],
    [
      'an answer of BatchGetTraces',
      JSON.stringify({ Traces: [{ Segments: [a, b].map(Document => ({ Document })) }] }),
    ],
    [
      'traces as spanray prints them',
      JSON.stringify({ Traces: [{ Segments: [{ Document: segment('a') }] }] }),
    ],
  ])('reads %s', (_name, text) => {
    const { texts } = readDocuments(text!)
    expect(texts).toEqual(texts!.length === 1 ? [a] : [a, b])
  })

  test('leaves out what X-Ray has inferred: it is inferred again', () => {
    const Document = JSON.stringify({ ...segment('a'), inferred: true })
    expect(readDocuments(JSON.stringify({ Traces: [{ Segments: [{ Document }] }] }))).toEqual({ texts: [] })
  })

  test('takes apart what has grown by merging', () => {
    const fat = { metadata: { default: { text: 'x'.repeat(40_000) } } }
    const subsegments = [subsegment('a', fat), subsegment('b', fat)]
    const { texts } = readDocuments(JSON.stringify(segment('shop', { subsegments })))
    expect(texts!.map(text => JSON.parse(text))).toEqual([
      segment('shop', { subsegments: [subsegments[1]!] }),
      independent('a', 'shop', fat),
    ])
  })

  test('makes documents of OTLP', () => {
    const span = {
      traceId: '5759e988bd862e3fe1be46a994272793',
      spanId: '53995c3f42cd8ad8',
      name: 'GET /',
      kind: 2,
      startTimeUnixNano: '1500000000000000000',
      endTimeUnixNano: '1500000001000000000',
    }
    const { texts } = readDocuments(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }))
    expect(texts?.map(text => JSON.parse(text).id)).toEqual(['53995c3f42cd8ad8'])
    const line = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })
    expect(readDocuments(`${line}\n${line}`).texts).toHaveLength(2)
    expect(readDocuments('{"resourceSpans": 7}').reason).toMatch(/./)
    const odd = JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, traceId: 'xyz' }, span] }] }],
    })
    const read = readDocuments(`${odd}\n${line}`)
    expect(read.texts).toHaveLength(2)
    expect(read.spanRefusals).toEqual([expect.stringMatching(/spans\[0\]\.traceId.*"xyz"/)])
  })

  test('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map(json => `{"Traces":[${json}]}`),
    )
    fc.assert(fc.property(text, each => void readDocuments(each)))
  })
})
