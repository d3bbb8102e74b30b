import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { within } from '../../src/daemon/within.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('within() waits for what is done in time, and leaves no timer', async () => {
  await within(Promise.resolve('done'), 1000)
  await expect(within(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no')
  expect(vi.getTimerCount()).toBe(0)
})

test('within() waits no longer than it may, and keeps the process alive for as long', async () => {
  const settled = vi.fn()
  const waiting = within(new Promise(() => {}), 1000).then(settled)
  await vi.advanceTimersByTimeAsync(999)
  expect([settled.mock.calls.length, vi.getTimerCount()]).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(1)
  await waiting
})
