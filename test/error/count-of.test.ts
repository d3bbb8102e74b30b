import { expect, test } from 'vitest'
import { countOf } from '../../src/error/index.ts'

test('countOf() says one of one, and several of any other number', () => {
  expect([0, 1, 1204].map(count => countOf(count, 'span'))).toEqual(['0 spans', '1 span', '1204 spans'])
})
