import { describe, expect, test } from 'vitest'
import { edgePath } from '../../../src/page/model/edge-path.ts'

const ring = (x: number, y: number) => ({ x, y, radius: 30 })

describe('edgePath()', () => {
  test('goes from ring to ring, and its arrow points at the other', () => {
    const { d, head, middle } = edgePath(ring(0, 0), [], ring(200, 0))
    expect(d).toBe('M33 0L158 0')
    expect(head).toBe('M158 4.5L167 0L158 -4.5Z')
    expect(middle).toEqual({ x: 95.5, y: 0 })
  })

  test('bends at the points on its way', () => {
    const { d } = edgePath(ring(0, 0), [{ x: 100, y: 80 }], ring(200, 0))
    expect(d).toMatch(/^M[\d. ]+Q100 80 /)
  })

  test('leads back to a service that calls itself', () => {
    expect(edgePath(ring(50, 50), [], ring(50, 50)).d).toContain('C')
  })

  test('is made of numbers, even between rings that touch', () => {
    expect(JSON.stringify(edgePath(ring(0, 0), [{ x: 0, y: 0 }], ring(1, 0)))).not.toMatch(/NaN|null/)
  })
})
