import { expect, test } from 'vitest'
import { wholeNumber } from '../../src/segment/whole-number.ts'

test.each([
  [204, 204],
  ['204', 204],
  [-1, -1],
  ['9'.repeat(15), 999_999_999_999_999],
  ['9'.repeat(16), undefined],
  [2 ** 53, undefined],
  [2.5, undefined],
  ['2e2', undefined],
  ['', undefined],
  [' 2', undefined],
  [true, undefined],
  [null, undefined],
  [[204], undefined],
  [204n, undefined],
  [Symbol('204'), undefined],
  [{ toString: '204', valueOf: 204 }, undefined],
])('wholeNumber() makes of %o %s', (value, number) => {
  expect(wholeNumber(value)).toBe(number)
})
