import { describe, expect, test } from 'vitest'
import { levelOf, rowChoice, withTurned } from '../../../src/page/model/row-choice.ts'
import { idOf } from '../../document/documents.ts'
import { sketchedTrace } from './sketched-trace.ts'

const tree = sketchedTrace(['a', 0, 9, ['b', 1, 5, ['c', 1, 2]], ['d', 3, 4, ['e', 3, 4]]])

describe('rowChoice()', () => {
  test('closes nothing by itself', () => {
    expect(rowChoice(tree, {}).closed.size).toBe(0)
  })

  test('closes all from a level on, but for what was turned', () => {
    expect([...rowChoice(tree, { level: '1' }).closed]).toEqual([1, 3])
    expect([...rowChoice(tree, { level: '1', turned: idOf('b') }).closed]).toEqual([3])
    expect([...rowChoice(tree, { turned: `${idOf('d')}.ffff` }).closed]).toEqual([3])
  })

  test('unfolds what the URL names', () => {
    expect([...rowChoice(tree, { unfolded: idOf('c') }).unfolded]).toEqual([2])
  })
})

test('levelOf() takes a number and nothing else', () => {
  expect([{ level: '2' }, { level: '-1' }, { level: 'x' }, {}].map(levelOf)).toEqual([
    2,
    undefined,
    undefined,
    undefined,
  ])
})

test('withTurned() puts an id in, and takes it out', () => {
  expect([withTurned(undefined, 'b'), withTurned('a', 'b'), withTurned('a.b', 'b')]).toEqual([
    'b',
    'a.b',
    'a',
  ])
})
