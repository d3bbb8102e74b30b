import { expect, test } from 'vitest'
import { given } from '../../src/setup/given.ts'

test('given() leaves out what is undefined, and nothing else', () => {
  expect(Object.keys(given({ a: undefined, b: null, c: 0, d: '' }))).toEqual(['b', 'c', 'd'])
})
