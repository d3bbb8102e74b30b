import { expect, test } from 'vitest'
import { TermIndex } from '../../../src/local/store/term-index.ts'
import { mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { segment } from '../../document/documents.ts'

const recordOf = (...users: string[]) =>
  recordTrace(mergeTrace(users.map(user => segment(`shop-${user}`, { user })))!)
const ALL = new Uint8Array(10).fill(1)

function usersIn(index: TermIndex, marks = ALL): [unknown, number][] {
  return [...index.count('user', marks)].map(({ value, count }) => [value, count])
}

test('TermIndex has the terms that a trace has now', () => {
  const index = new TermIndex()
  index.put(7, recordOf('ann', 'bob'))
  index.put(8, recordOf('bob'))
  expect(usersIn(index)).toEqual([
    ['ann', 1],
    ['bob', 2],
  ])
  index.put(7, recordOf('bob', 'cat'), recordOf('ann', 'bob'))
  expect(usersIn(index)).toEqual([
    ['bob', 2],
    ['cat', 1],
  ])
  const marks = new Uint8Array(10)
  index.markEqual('user', 'cat', marks)
  expect([...marks.keys()].filter(slot => marks[slot])).toEqual([7])
  expect(usersIn(index, marks)).toEqual([
    ['bob', 1],
    ['cat', 1],
  ])
})

test('TermIndex renumbers the traces that stay, and forgets the others', () => {
  const index = new TermIndex()
  index.put(0, recordOf('ann'))
  index.put(1, recordOf('bob'))
  index.put(2, recordOf('bob', 'cat'))
  index.renumber([undefined, 0, 1])
  expect(usersIn(index, Uint8Array.of(1, 0))).toEqual([['bob', 1]])
  expect(usersIn(index)).toEqual([
    ['bob', 2],
    ['cat', 1],
  ])
})
