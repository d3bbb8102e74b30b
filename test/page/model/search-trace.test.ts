import { describe, expect, test } from 'vitest'
import { searchTrace, stepMatch } from '../../../src/page/model/search-trace.ts'
import { sketchedTrace } from './sketched-trace.ts'

const tree = sketchedTrace([
  'shop',
  0,
  9,
  { annotations: { product: 'Teapot', count: 12 } },
  ['call', 1, 2, { http: { request: { url: 'http://stock/teapot' } } }],
  ['query', 3, 4, { metadata: { default: { 'retry.policy': ['never'] } } }],
])

describe('searchTrace()', () => {
  test.each([
    ['teapot', [0, 1]],
    ['SHOP', [0]],
    ['retry.pol', [2]],
    ['never', [2]],
    ['12', [0]],
    [' ', []],
    ['nothing of this', []],
  ])('%s is found in rows %j', (text, rows) => {
    expect(searchTrace(tree, text)).toEqual(rows)
  })
})

describe('stepMatch()', () => {
  test('goes to the next one and round the end', () => {
    expect([stepMatch([3, 7], -1, 1), stepMatch([3, 7], 3, 1), stepMatch([3, 7], 7, 1)]).toEqual([3, 7, 3])
  })

  test('goes back and round the beginning', () => {
    expect([stepMatch([3, 7], 7, -1), stepMatch([3, 7], 3, -1)]).toEqual([3, 7])
  })

  test('stays where nothing was found', () => {
    expect(stepMatch([], 3, 1)).toBeUndefined()
  })
})
