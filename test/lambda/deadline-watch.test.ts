import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchDeadline } from '../../src/lambda/deadline-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const inMillis = (millis: number) => ({ getRemainingTimeInMillis: () => millis })

test('watchDeadline() calls back 100 ms before the deadline, and once', () => {
  const onDeadline = vi.fn()
  watchDeadline(inMillis(3000), true, onDeadline)
  vi.advanceTimersByTime(2899)
  expect(onDeadline).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(onDeadline).toHaveBeenCalledOnce()
})

test('watchDeadline() asks a context that is an object of a class', () => {
  const context = new (class {
    readonly #endMillis = 3000
    getRemainingTimeInMillis() {
      return this.#endMillis
    }
  })()
  watchDeadline(context, true, () => {}).stop()
  expect(() => watchDeadline(context, true, () => {})).not.toThrow()
  expect(vi.getTimerCount()).toBe(1)
  vi.clearAllTimers()
})

test('watchDeadline() calls back at once when less is left', () => {
  const onDeadline = vi.fn()
  watchDeadline(inMillis(50), true, onDeadline)
  vi.advanceTimersByTime(0)
  expect(onDeadline).toHaveBeenCalledOnce()
})

test('watchDeadline() calls nobody back once it is stopped, or where there is nothing to tell', () => {
  const onDeadline = vi.fn()
  watchDeadline(inMillis(3000), true, onDeadline).stop()
  watchDeadline(inMillis(3000), false, onDeadline).stop()
  watchDeadline({}, true, onDeadline).stop()
  expect(vi.getTimerCount()).toBe(0)
})
