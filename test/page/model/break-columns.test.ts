import { expect, test } from 'vitest'
import { breakColumns, COMPACT_HEIGHT, COMPACT_WIDTH } from '../../../src/page/model/break-columns.ts'

/** One that calls ten, which stand below each other. */
const callees = Array.from({ length: 10 }, (_, at) => `callee${at}`)
const layout = {
  nodes: new Map([
    ['caller', { x: 100, y: 180 }],
    ...callees.map((key, at) => [key, { x: 400, y: 20 + at * (COMPACT_HEIGHT + 4) }] as const),
  ]),
  edges: new Map(callees.map(key => [key, [{ x: 250, y: 100 }]])),
  width: 500,
  height: 400,
}

test('breakColumns() has callers left of their callees, and nobody on another', () => {
  for (const parts of [1, 2, 3]) {
    const { nodes, height, width } = breakColumns(layout, parts)
    const places = callees.map(key => nodes.get(key)!)
    expect(new Set(places.map(({ x }) => x)).size).toBe(parts)
    expect(height).toBeLessThanOrEqual(400 / parts + COMPACT_HEIGHT)
    for (const [at, a] of places.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(nodes.get('caller')!.x + COMPACT_WIDTH)
      expect(a.x).toBeLessThanOrEqual(width)
      for (const b of places.slice(at + 1)) {
        expect(Math.abs(a.x - b.x) >= COMPACT_WIDTH || Math.abs(a.y - b.y) >= COMPACT_HEIGHT).toBe(true)
      }
    }
  }
})

test('breakColumns() keeps edges between the columns that they join', () => {
  const { nodes, edges } = breakColumns(layout, 2)
  const [bend] = edges.get('callee0')!
  expect(bend!.x).toBeGreaterThan(nodes.get('caller')!.x)
  expect(bend!.x).toBeLessThan(nodes.get('callee0')!.x)
  expect(bend!.y).toBe(50)
})
