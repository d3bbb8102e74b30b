import { expect, test } from 'vitest'
import { smallerDocumentBytes } from '../../src/emit/smaller-document-bytes.ts'

test.each([
  [64_000, 20_000, 9186],
  [9186, 9000, 4500],
  [9186, 1300, 1200],
  [1200, 20_000, 1200],
])('with a limit of %i bytes, a refusal of %i makes it %i', (limit, refused, smaller) => {
  expect(smallerDocumentBytes(limit, refused, 30)).toBe(smaller)
})
