import { describe, expect, test } from 'vitest'
import {
  fittingView,
  formatView,
  panView,
  parseView,
  revealPoint,
  zoomView,
} from '../../../src/page/model/map-view.ts'

const box = { width: 800, height: 400 }

describe('the part of a map that is seen', () => {
  test('is all of it at first, and no larger than it need be', () => {
    expect(fittingView({ width: 1600, height: 400 }, box)).toEqual({ x: 800, y: 200, scale: 0.5 })
    expect(fittingView({ width: 100, height: 100 }, box).scale).toBe(1.15)
  })

  test('leaves margins free', () => {
    const margins = { left: 0, right: 400, top: 0, bottom: 0 }
    expect(fittingView({ width: 1600, height: 400 }, box, margins)).toEqual({ x: 1600, y: 200, scale: 0.25 })
  })

  test('keeps what is under the pointer where it is', () => {
    const zoomed = zoomView({ x: 400, y: 200, scale: 1 }, 2, box, { x: 100, y: 100 })
    const under = (view: typeof zoomed) => view.x + (100 - box.width / 2) / view.scale
    expect(under(zoomed)).toBeCloseTo(under({ x: 400, y: 200, scale: 1 }))
    expect(zoomed.scale).toBe(2)
  })

  test('moves no further than to what it is to show', () => {
    const view = { x: 0, y: 0, scale: 2 }
    expect(revealPoint(view, { x: 100, y: -50 }, box)).toEqual(view)
    expect(revealPoint(view, { x: 1000, y: -500 }, box)).toEqual({ x: 830, y: -430, scale: 2 })
  })

  test('neither grows nor shrinks without end', () => {
    expect(zoomView({ x: 0, y: 0, scale: 1 }, 1e9, box, { x: 0, y: 0 }).scale).toBe(3)
    expect(zoomView({ x: 0, y: 0, scale: 1 }, 1e-9, box, { x: 0, y: 0 }).scale).toBe(0.08)
  })

  test('moves with the pointer', () => {
    expect(panView({ x: 10, y: 10, scale: 2 }, 20, -20)).toEqual({ x: 0, y: 20, scale: 2 })
  })

  test('comes back from the URL', () => {
    expect(parseView(formatView({ x: 12.4, y: -3.2, scale: 0.56789 }))).toEqual({
      x: 12,
      y: -3,
      scale: 0.568,
    })
    expect([undefined, '', '1~2', 'a~b~c', '1~2~0'].map(parseView)).toEqual(Array(5).fill(undefined))
  })
})
