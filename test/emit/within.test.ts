import { afterEach, expect, test, vi } from 'vitest'
import { within } from '../../src/emit/within.ts'

afterEach(() => void vi.useRealTimers())

test('settles with the promise, or when the time is over', async () => {
  await within(Promise.resolve(), 100_000, { keepAlive: true })
  await within(new Promise(() => {}), 5, { keepAlive: true })
  await expect(within(Promise.reject(new Error('broken')), 100_000, { keepAlive: false })).rejects.toThrow(
    'broken',
  )
})

test('waits for what is done in time, and leaves no timer', async () => {
  vi.useFakeTimers()
  await within(Promise.resolve('done'), 1000, { keepAlive: true })
  await expect(within(Promise.reject(new Error('no')), 1000, { keepAlive: true })).rejects.toThrow('no')
  expect(vi.getTimerCount()).toBe(0)
})

test('waits no longer than it may, and keeps the process alive for as long', async () => {
  vi.useFakeTimers()
  const settled = vi.fn()
  const waiting = within(new Promise(() => {}), 1000, { keepAlive: true }).then(settled)
  await vi.advanceTimersByTimeAsync(999)
  expect([settled.mock.calls.length, vi.getTimerCount()]).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(1)
  await waiting
})
