import { expect, test } from 'vitest'
import { readComparison, readFlag } from '../../src/filter/read-value.ts'
import { TokenReader } from '../../src/filter/token-reader.ts'
import { tokenize } from '../../src/filter/tokenize.ts'

const reader = (text: string) => new TokenReader(tokenize(text))

test.each([
  ['', true],
  ['= true', true],
  ['= FALSE', false],
  ['!= true', false],
  ['!= false', true],
])('a flag followed by "%s" asks for %s', (text, value) => {
  expect(readFlag(reader(text))).toBe(value)
})

test.each([
  ['= "5"', { operator: '=', value: '5' }],
  ['= 5', { operator: '=', value: 5 }],
  ['>= -.5e1', { operator: '>=', value: -5 }],
  ['!= false', { operator: '!=', value: false }],
  ['= gold', { operator: '=', value: 'gold' }],
  ['contains 5', { operator: 'CONTAINS', value: '5' }],
  ['', undefined],
])('an annotation may be compared: %s', (text, comparison) => {
  expect(readComparison(reader(text), 'any', 'annotation[x]')).toEqual(comparison)
})

test('a number is compared with numbers only, a text not by size', () => {
  expect(() => readComparison(reader('= "5"'), 'number', 'duration')).toThrow()
  expect(readComparison(reader('> "5"'), 'text', 'user')).toBeUndefined()
})
