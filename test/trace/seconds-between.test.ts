import { expect, test } from 'vitest'
import { secondsBetween } from '../../src/trace/index.ts'

test('is as fine as documents are, and never negative', () => {
  expect(secondsBetween(1499473411.562, 1499473414.794)).toBe(3.232)
  expect(secondsBetween(5, 4)).toBe(0)
})
