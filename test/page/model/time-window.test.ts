import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moveWindow, shareOf, zoomWindow } from '../../../src/page/model/time-window.ts'

describe('zoomWindow()', () => {
  test('shows half as much around a point', () => {
    expect(zoomWindow({ startSeconds: 0, endSeconds: 8 }, 0.5, 4, 8)).toEqual({
      startSeconds: 2,
      endSeconds: 6,
    })
  })

  test('keeps the point under the pointer', () => {
    const window = { startSeconds: 0, endSeconds: 10 }
    expect(shareOf(zoomWindow(window, 0.5, 3, 10), 3)).toBeCloseTo(0.3)
  })

  test('never leaves the trace, and never becomes nothing', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (around, factor) => {
        const zoomed = zoomWindow({ startSeconds: 2, endSeconds: 6 }, factor, 2 + around * 4, 10)
        expect(zoomed.startSeconds).toBeGreaterThanOrEqual(0)
        expect(zoomed.endSeconds).toBeLessThanOrEqual(10 + 1e-9)
        expect(zoomed.endSeconds).toBeGreaterThan(zoomed.startSeconds)
      }),
    )
  })
})

test('moveWindow() stops at both ends', () => {
  const window = { startSeconds: 4, endSeconds: 6 }
  expect(moveWindow(window, 1, 10)).toEqual({ startSeconds: 5, endSeconds: 7 })
  expect(moveWindow(window, 100, 10)).toEqual({ startSeconds: 8, endSeconds: 10 })
  expect(moveWindow(window, -100, 10)).toEqual({ startSeconds: 0, endSeconds: 2 })
})
