import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spansToDocuments } from '../../src/segment/index.ts'
import type { AnyDocument } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

/** Each span's id with its parent's, as the documents tell it. */
function unpack(documents: readonly { text: string }[]): Map<string, string | undefined> {
  const parents = new Map<string, string | undefined>()
  const visit = (document: AnyDocument, parent: string | undefined) => {
    expect(parents.has(document.id)).toBe(false)
    parents.set(document.id, parent)
    for (const child of document.subsegments ?? []) visit(child as AnyDocument, document.id)
  }
  for (const { text } of documents) {
    const document: AnyDocument = JSON.parse(text)
    visit(document, document.parent_id)
  }
  return parents
}

describe('splitDocument()', () => {
  test('keeps every span once, under its parent, in documents within the limit', () => {
    const id = (index: number) => (index + 1).toString(16).padStart(16, '0')
    const tree = fc.array(
      fc.record({ parent: fc.nat(), note: fc.string({ unit: 'binary', maxLength: 300 }) }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(tree, fc.integer({ min: 3000, max: 20_000 }), (nodes, maxDocumentBytes) => {
        const spans = nodes.map(({ parent, note }, index) =>
          index === 0
            ? endedSpan({ id: id(0), kind: 'server', attributes: { note } })
            : endedSpan({ id: id(index), parent: id(parent % index), attributes: { note } }),
        )
        const { documents, rejected } = spansToDocuments(spans, { maxDocumentBytes })
        expect(rejected).toEqual([])
        for (const { text } of documents)
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxDocumentBytes)
        const expected = nodes.map(
          ({ parent }, index) => [id(index), index === 0 ? undefined : id(parent % index)] as const,
        )
        expect(unpack(documents)).toEqual(new Map(expected))
        expect(documents.reduce((sum, { spanCount }) => sum + spanCount, 0)).toBe(spans.length)
      }),
    )
  })

  test('counts bytes, not characters', () => {
    const spans = [
      endedSpan({ id: '1111111111111111', kind: 'server' }),
      endedSpan({
        id: '2222222222222222',
        parent: '1111111111111111',
        attributes: { note: '价'.repeat(1000) },
      }),
    ]
    expect(spansToDocuments(spans, { maxDocumentBytes: 3300 }).documents).toHaveLength(2)
    expect(spansToDocuments(spans, { maxDocumentBytes: 3800 }).documents).toHaveLength(1)
  })

  test('cuts a span that is over the limit by itself, and keeps the others whole', () => {
    const spans = [
      endedSpan({
        id: '1111111111111111',
        kind: 'server',
        attributes: { note: 'x'.repeat(70_000), tier: 'gold' },
      }),
      endedSpan({ id: '2222222222222222', parent: '1111111111111111' }),
    ]
    const { documents, rejected } = spansToDocuments(spans)
    expect(rejected).toEqual([])
    const [document] = documents.map(({ text }) => JSON.parse(text))
    expect(document.metadata.default).toMatchObject({
      tier: 'gold',
      'spanray.cut': ['metadata.default.note (70011 bytes)'],
    })
    expect(document.subsegments).toMatchObject([{ id: '2222222222222222' }])
  })

  test('rejects what no document within the limit can hold', () => {
    const { documents, rejected } = spansToDocuments(
      [endedSpan({ id: '1111111111111111', kind: 'server' })],
      { maxDocumentBytes: 100 },
    )
    expect(documents).toEqual([])
    expect(rejected).toMatchObject([{ id: '1111111111111111', spanCount: 1 }])
  })
})
