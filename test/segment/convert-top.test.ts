import { expect, test } from 'vitest'
import { conversionSettings } from '../../src/segment/conversion-settings.ts'
import { convertTop } from '../../src/segment/convert-top.ts'
import { spanTree } from '../../src/segment/span-tree.ts'
import type { RejectedDocument, WrittenDocument } from '../../src/segment/written-document.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const attributes = { note: 'x'.repeat(600) }
const client = endedSpan({ kind: 'client', id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa', attributes })
const server = endedSpan({ kind: 'server', id: 'aaaaaaaaaaaaaaaa', attributes })

function convertTops(maxDocumentBytes: number) {
  const settings = conversionSettings({ maxDocumentBytes })
  const documents: WrittenDocument[] = []
  const rejected: RejectedDocument[] = []
  for (const top of spanTree([client, server], true))
    convertTop(top, settings, undefined, documents, rejected)
  return { documents: documents.map(({ id, spans }) => [id, spans]), rejected }
}

test('convertTop() makes one document of what fits into one, and several of what does not', () => {
  expect(convertTops(64_000)).toEqual({ documents: [['aaaaaaaaaaaaaaaa', [server, client]]], rejected: [] })
  expect(convertTops(1300).documents).toEqual([
    ['aaaaaaaaaaaaaaaa', [server]],
    ['bbbbbbbbbbbbbbbb', [client]],
  ])
})
