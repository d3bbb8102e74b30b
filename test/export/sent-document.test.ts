import { expect, test } from 'vitest'
import { sentDocument } from '../../src/export/sent-document.ts'
import { WrittenDocument } from '../../src/segment/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const spans = [endedSpan()]
const written = (length: number) =>
  new WrittenDocument('53995c3f42cd8ad8', new Uint8Array(length), 1, () => spans)

test('holds the spans that it may have to be packed of again, and no others', () => {
  expect(sentDocument(written(10_000), { mayShrink: true }).spans).toBe(spans)
  expect(sentDocument(written(1000), { mayShrink: true }).spans).toEqual([])
  expect(sentDocument(written(10_000), { mayShrink: false }).spans).toEqual([])
})
