import { afterEach, expect, test, vi } from 'vitest'
import { startTimer } from '../../src/emit/index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('startTimer() calls back, unless it is stopped', () => {
  vi.useFakeTimers()
  const calls: string[] = []
  startTimer(() => calls.push('stopped'), 5)()
  startTimer(() => calls.push('kept'), 5, { keepAlive: true })
  vi.advanceTimersByTime(10)
  expect(calls).toEqual(['kept'])
})

test('startTimer() throws nothing where nobody may wait', () => {
  vi.stubGlobal('setTimeout', () => {
    throw new Error('no waiting here')
  })
  expect(() => startTimer(() => {}, 1)()).not.toThrow()
})
