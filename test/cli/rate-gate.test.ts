import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRateGate } from '../../src/cli/rate-gate.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createRateGate()', () => {
  test('lets so many through in a second, and tells how many it held back', () => {
    const heldBack: number[] = []
    const gate = createRateGate(2, count => heldBack.push(count))
    expect([1, 2, 3, 4].map(() => gate.pass())).toEqual([true, true, false, false])
    vi.advanceTimersByTime(1000)
    expect(heldBack).toEqual([2])
    expect(gate.pass()).toBe(true)
    vi.advanceTimersByTime(1000)
    expect(heldBack).toEqual([2])
  })

  test('holds back what comes while nobody is ready', () => {
    const heldBack: number[] = []
    const gate = createRateGate(2, count => heldBack.push(count))
    expect(gate.pass(false)).toBe(false)
    gate.close()
    gate.close()
    expect(heldBack).toEqual([1])
  })
})
