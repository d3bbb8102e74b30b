import { expect, test } from 'vitest'
import { TallySum, tallyOf } from '../../src/graph/tally.ts'

test('counts a request by the gravest of its flags, with its time', () => {
  const took = { start_time: 10, end_time: 10.0205 }
  expect(tallyOf(took)).toEqual([1, 0, 0, 0, 20_500, 21, 1])
  expect(tallyOf({ ...took, error: true, throttle: true })).toEqual([0, 1, 0, 0, 20_500, 21, 1])
  expect(tallyOf({ ...took, error: true })).toEqual([0, 0, 1, 0, 20_500, 21, 1])
  expect(tallyOf({ ...took, error: true, fault: true })).toEqual([0, 0, 0, 1, 20_500, 21, 1])
  expect(tallyOf({ start_time: 10 })).toEqual([0, 0, 0, 0, 0])
})

test('adds up, bar by bar', () => {
  const sum = new TallySum()
  for (const tally of [
    [1, 0, 0, 0, 9, 20, 1],
    [0, 2, 0, 0, 8, 10, 1, 20, 1],
  ])
    sum.add(tally)
  expect(sum.toTally()).toEqual([1, 2, 0, 0, 17, 10, 1, 20, 2])
})
