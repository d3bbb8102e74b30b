import { expect, test } from 'vitest'
import { countNoun } from '../../src/cli/count-noun.ts'

test.each([
  [0, '0 traces'],
  [1, '1 trace'],
  [1204, '1,204 traces'],
])('countNoun() of %d', (count, text) => {
  expect(countNoun(count, 'trace')).toBe(text)
})
