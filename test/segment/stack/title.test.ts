import { expect, test } from 'vitest'
import { parseTitle } from '../../../src/segment/stack/title.ts'

test.each([
  ['java.io.IOException: no file: a.txt', 'java.io.IOException', 'no file: a.txt'],
  ['KeyError', 'KeyError', undefined],
  ['X:', 'X', undefined],
  ['X: ', 'X', undefined],
  ['no colon at all', undefined, 'no colon at all'],
  ['went wrong: badly', undefined, 'went wrong: badly'],
  [': x', undefined, ': x'],
  [':x', undefined, ':x'],
  [`${'x'.repeat(500)}: y`, 'x'.repeat(500), 'y'],
  ['', undefined, undefined],
  [`${'x'.repeat(501)}: y`, undefined, `${'x'.repeat(501)}: y`],
])('parseTitle() reads %j', (text, type, message) => {
  expect(parseTitle(text)).toEqual({ type, message })
})
