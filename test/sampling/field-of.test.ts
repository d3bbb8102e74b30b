import { expect, test } from 'vitest'
import { fieldOf } from '../../src/sampling/field-of.ts'

test.each([
  [{ a: 1 }, 1],
  [{ a: null }, null],
  [{}, undefined],
  [Object.create({ a: 1 }), undefined],
  [null, undefined],
  ['a', undefined],
  [undefined, undefined],
])('fieldOf(%j)', (value, field) => {
  expect(fieldOf(value, 'a')).toBe(field)
})
