import { expect, test } from 'vitest'
import { markTraced } from '../../src/capture/mark-traced.ts'

test('markTraced() says no the second time, and leaves nothing to be seen', () => {
  const pool = {}
  expect(markTraced(pool)).toBe(true)
  expect(markTraced(pool)).toBe(false)
  expect({ ...pool }).toEqual({})
})
