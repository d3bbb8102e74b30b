import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { Turn } from '../../src/export/turn.ts'

afterEach(() => {
  vi.useRealTimers()
})

function take(enough = 100) {
  const passed: string[][] = []
  return { passed, turn: new Turn<string>(items => passed.push(items), enough) }
}

test('passes on together what comes in one turn, when it is over', async () => {
  const { passed, turn } = take()
  turn.add('a', 1)
  await Promise.resolve()
  turn.add('b', 1)
  expect(passed).toEqual([])
  await nextTurn()
  expect(passed).toEqual([['a', 'b']])
  turn.add('c', 1)
  await nextTurn()
  expect(passed).toEqual([['a', 'b'], ['c']])
})

test('does not wait for the end with more than is enough', async () => {
  const { passed, turn } = take(5)
  turn.add('a', 2)
  turn.add('b', 3)
  turn.add('c', 4)
  expect(passed).toEqual([['a', 'b']])
  await nextTurn()
  expect(passed).toEqual([['a', 'b'], ['c']])
})

test('passes on what waits when it is told to, and only once', async () => {
  const { passed, turn } = take()
  turn.add('a', 1)
  turn.flush()
  turn.flush()
  expect(passed).toEqual([['a']])
  turn.add('b', 1)
  await nextTurn()
  expect(passed).toEqual([['a'], ['b']])
})

test('waits for no clock that a test holds', async () => {
  const { passed, turn } = take()
  vi.useFakeTimers()
  turn.add('a', 1)
  vi.useRealTimers()
  await nextTurn()
  expect(passed).toEqual([['a']])
})
