import { expect, test } from 'vitest'
import { compare } from '../../src/filter/compare.ts'

test.each<[...Parameters<typeof compare>, boolean]>([
  ['a', '=', 'a', true],
  ['a', '=', 'A', false],
  ['5', '=', 5, false],
  ['5', '!=', 5, true],
  [true, '!=', true, false],
  [5, '>=', 5, true],
  [5, '>', 5, false],
  [4, '<', 5, true],
  [5, '<=', 4, false],
  ['9', '>', 5, false],
  ['/api/pay', 'CONTAINS', 'i/p', true],
  ['/api/pay', 'BEGINSWITH', '/api', true],
  ['/api/pay', 'BEGINSWITH', 'api', false],
  ['/api/pay', 'ENDSWITH', '/pay', true],
  ['', 'CONTAINS', '', true],
  [55, 'CONTAINS', '5', false],
])('%j %s %j is %s', (value, operator, other, holds) => {
  expect(compare(value, operator, other)).toBe(holds)
})
