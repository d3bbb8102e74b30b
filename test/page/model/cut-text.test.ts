import { expect, test } from 'vitest'
import { cutText } from '../../../src/page/model/cut-text.ts'

test.each([
  ['shop', 6, 'shop'],
  ['shop-front', 6, 'shop-…'],
  ['😀😀😀', 3, '😀😀😀'],
  ['😀😀😀', 2, '😀…'],
])('cutText(%j, %d) is %j', (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut)
})
