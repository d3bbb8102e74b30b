import { expect, test } from 'vitest'
import { boundsOf, parseRange } from '../../../src/page/model/time-range.ts'

test.each([
  [undefined, { StartTime: 6400, EndTime: 10_005 }],
  ['15m', { StartTime: 9100, EndTime: 10_005 }],
  ['100~200', { StartTime: 100, EndTime: 200 }],
  ['200~100', { StartTime: 6400, EndTime: 10_005 }],
  ['100~Infinity', { StartTime: 6400, EndTime: 10_005 }],
  ['constructor', { StartTime: 6400, EndTime: 10_005 }],
])('the range %s', (text, bounds) => {
  expect(boundsOf(parseRange(text), 10_000)).toEqual(bounds)
})
