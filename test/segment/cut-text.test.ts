import { expect, test } from 'vitest'
import { cutText } from '../../src/segment/cut-text.ts'

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab😀', 4, 'ab😀'],
  ['ab😀', 3, 'ab'],
  ['a😀b', 3, 'a😀'],
  ['😀', 1, ''],
  ['', 5, ''],
])('cutText() makes of %j with room for %d %j', (text, maxChars, cut) => {
  expect(cutText(text, maxChars)).toBe(cut)
})
