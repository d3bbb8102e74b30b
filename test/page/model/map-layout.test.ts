import { describe, expect, test } from 'vitest'
import { COMPACT_HEIGHT } from '../../../src/page/model/break-columns.ts'
import { mapLayout, NODE_WIDTH } from '../../../src/page/model/map-layout.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services } from './mapped-services.ts'

const layoutOf = (calls: Record<string, string[]>) => {
  const map = serviceMap(services(calls), 1)
  const layout = mapLayout(map)
  return {
    ...layout,
    at: (name: string) => layout.nodes.get(map.nodes.find(node => node.name === name)!.key)!,
  }
}

describe('mapLayout()', () => {
  test('has callers left of those whom they call', () => {
    const { at, width } = layoutOf({ client: ['shop'], shop: ['pay', 'stock'], pay: [], stock: [] })
    expect(at('client').x).toBeLessThan(at('shop').x)
    expect(at('shop').x).toBeLessThan(at('pay').x)
    expect(at('pay').x).toBe(at('stock').x)
    expect(width).toBeGreaterThan(3 * NODE_WIDTH)
  })

  test('is the same whatever order the services come in', () => {
    const one = layoutOf({ a: ['b', 'c'], b: [], c: ['b'] })
    const other = layoutOf({ c: ['b'], b: [], a: ['c', 'b'] })
    for (const name of ['a', 'b', 'c']) expect(other.at(name)).toEqual(one.at(name))
  })

  test('lays out circles and services that call themselves', () => {
    const { nodes } = layoutOf({ a: ['b'], b: ['a', 'b'] })
    expect(nodes.size).toBe(2)
  })

  test.each([40, 200])('puts no node of %d onto another', count => {
    const names = Array.from({ length: count }, (_, at) => `s${at}`)
    const calls = Object.fromEntries(names.map((name, at) => [name, names.slice(at * 3 + 1, at * 3 + 4)]))
    const places = [...layoutOf(calls).nodes.values()]
    for (const [at, a] of places.entries()) {
      for (const b of places.slice(at + 1)) {
        const room = count > 40 ? COMPACT_HEIGHT : 140
        expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= room).toBe(true)
      }
    }
  })

  test('has nothing for an empty map', () => {
    expect(layoutOf({}).nodes.size).toBe(0)
  })
})
