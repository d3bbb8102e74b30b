import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followTraces } from '../../src/cli/follow-traces.ts'
import type { TraceSummary } from '../../src/local/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const summary = (Id: string, IsPartial = false) => ({ Id, IsPartial }) as TraceSummary

test('followTraces() prints each trace once, when it is complete, the newest last', async () => {
  let now = [summary('b', true), summary('a')]
  let known: string[] = []
  const printed: string[] = []
  const controller = new AbortController()
  const done = followTraces({
    first: now,
    find: async isPrinted => {
      known = now.map(({ Id }) => Id).filter(isPrinted)
      return now
    },
    print: ({ Id }) => printed.push(Id),
    signal: controller.signal,
  })
  now = [summary('d'), summary('c'), summary('b'), summary('a')]
  await vi.advanceTimersByTimeAsync(2000)
  expect(printed).toEqual(['a', 'b', 'c', 'd'])
  expect(known).toEqual(['d', 'c', 'b', 'a'])
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1)
  controller.abort()
  await done
  expect(vi.getTimerCount()).toBe(0)
})
