import { expect, test } from 'vitest'
import { textOf } from '../../src/error/text-of.ts'

test('textOf() never throws', () => {
  expect(textOf(12n)).toBe('12')
  expect(textOf(Symbol('cart'))).toBe('Symbol(cart)')
  expect(textOf(Object.create(null))).toBe('an object without a text')
})
