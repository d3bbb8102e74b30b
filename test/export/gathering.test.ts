import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gathering } from '../../src/export/gathering.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function gather(maxItems = 100) {
  const passed: string[][] = []
  return { passed, gathering: new Gathering<string>(items => passed.push(items), 10, maxItems) }
}

test('passes on the first at once, and what comes close behind it together', () => {
  const { passed, gathering } = gather()
  gathering.add('a')
  expect(passed).toEqual([['a']])
  vi.advanceTimersByTime(4)
  gathering.add('b')
  gathering.add('c')
  vi.advanceTimersByTime(5)
  expect(passed).toEqual([['a']])
  vi.advanceTimersByTime(1)
  expect(passed).toEqual([['a'], ['b', 'c']])
})

test('lets what comes after a pause go at once', () => {
  const { passed, gathering } = gather()
  gathering.add('a')
  vi.advanceTimersByTime(10)
  gathering.add('b')
  expect(passed).toEqual([['a'], ['b']])
})

test('waits for no more than it may hold', () => {
  const { passed, gathering } = gather(3)
  for (const item of 'abcde') gathering.add(item)
  expect(passed).toEqual([['a'], ['b', 'c', 'd']])
})

test('passes on what waits when it is told to, and only once', () => {
  const { passed, gathering } = gather()
  gathering.add('a')
  gathering.add('b')
  gathering.flush()
  gathering.flush()
  vi.advanceTimersByTime(100)
  expect(passed).toEqual([['a'], ['b']])
})

test('waits for no clock that was set back', () => {
  const { passed, gathering } = gather()
  gathering.add('a')
  vi.setSystemTime(Date.now() - 3_600_000)
  gathering.add('b')
  vi.advanceTimersByTime(100)
  expect(passed).toEqual([['a'], ['b']])
})
