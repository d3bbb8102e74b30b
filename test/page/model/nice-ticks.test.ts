import { expect, test } from 'vitest'
import { niceTicks } from '../../../src/page/model/nice-ticks.ts'

test.each([
  [0, 0.0613, 5, [0, 0.02, 0.04, 0.06]],
  [0, 10, 5, [0, 2, 4, 6, 8, 10]],
  [0.3, 0.34, 4, [0.3, 0.31, 0.32, 0.33, 0.34]],
  [1, 1, 5, []],
])('niceTicks(%d, %d, %d)', (from, to, count, ticks) => {
  expect(niceTicks(from, to, count)).toEqual(ticks)
})
