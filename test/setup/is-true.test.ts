import { expect, test } from 'vitest'
import { isFalse, isTrue } from '../../src/setup/is-true.ts'

test.each<[string | undefined, boolean, boolean]>([
  ['true', true, false],
  ['True', true, false],
  [' true ', true, false],
  ['FALSE', false, true],
  ['1', false, false],
  ['', false, false],
  [undefined, false, false],
])('isTrue() and isFalse() of %j', (text, on, off) => {
  expect([isTrue(text), isFalse(text)]).toEqual([on, off])
})
