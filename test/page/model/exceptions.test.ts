import { describe, expect, test } from 'vitest'
import { exceptionsOf } from '../../../src/page/model/exceptions.ts'
import { sketchedTrace } from './sketched-trace.ts'

const cause = {
  exceptions: [
    { id: '1', message: 'cannot pay', cause: '2' },
    { id: '2', message: 'no answer' },
    { id: '3', message: 'and another' },
  ],
}
const tree = sketchedTrace(['shop', 0, 9, { cause: '2' }, ['call', 1, 2, { cause }], ['fine', 3, 4]])

describe('exceptionsOf()', () => {
  test('has each exception before those that caused it', () => {
    expect(
      exceptionsOf(tree, tree.rows[1]!).map(({ exception, isCause }) => [exception.message, isCause]),
    ).toEqual([
      ['cannot pay', false],
      ['no answer', true],
      ['and another', false],
    ])
  })

  test('finds the one that is recorded elsewhere', () => {
    const [found] = exceptionsOf(tree, tree.rows[0]!)
    expect(found?.exception.message).toBe('no answer')
    expect(found?.row?.entity.name).toBe('call')
  })

  test('has none where there is none', () => {
    expect(exceptionsOf(tree, tree.rows[2]!)).toEqual([])
  })

  test('comes to an end where exceptions cause each other', () => {
    const circle = {
      exceptions: [
        { id: '1', cause: '2' },
        { id: '2', cause: '1' },
      ],
    }
    const circling = sketchedTrace(['a', 0, 1, { cause: circle }])
    expect(exceptionsOf(circling, circling.rows[0]!)).toHaveLength(2)
  })
})
