import { expect, test } from 'vitest'
import type { ReceivedDocument } from '../../../src/document/index.ts'
import { foldDocuments } from '../../../src/local/store/fold-documents.ts'
import { independent, inProgress, segment } from '../../document/documents.ts'

const read = (document: ReceivedDocument) => ({ document, text: Buffer.from(JSON.stringify(document)) })

test('foldDocuments() replaces what was in progress, and ignores it when it comes late', () => {
  const [a, b] = [read(inProgress(segment('a'))), read(segment('b'))]
  const arrivals = [read(segment('a')), read(inProgress(segment('b')))]
  expect(foldDocuments([a, b], arrivals)).toEqual({
    kept: [b, arrivals[0]],
    removed: [a],
    added: [arrivals[0]],
    counts: { replaced: 1, duplicated: 0, stale: 1 },
  })
})

test('foldDocuments() keeps the last of two complete ones, also within what arrives', () => {
  const arrivals = [read(segment('a')), read(segment('a', { user: 'last' }))]
  const { kept, added, counts } = foldDocuments([], arrivals)
  expect([kept, added]).toEqual([[arrivals[1]], [arrivals[1]]])
  expect(counts).toMatchObject({ duplicated: 1 })
})

test('foldDocuments() tells a segment from a subsegment of the same id', () => {
  expect(foldDocuments([read(segment('a'))], [read(independent('a', 'b'))]).kept).toHaveLength(2)
})
