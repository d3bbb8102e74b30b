import { describe, expect, test } from 'vitest'
import { numbersOf, serviceMap, topologyOf } from '../../../src/page/model/service-map.ts'
import { services, statistics } from './mapped-services.ts'

describe('serviceMap()', () => {
  test('has numbers a minute for each node and edge', () => {
    const { nodes, edges } = serviceMap(services({ shop: ['pay'], pay: [] }), 2)
    expect(nodes.map(({ name, perMinute, averageSeconds }) => [name, perMinute, averageSeconds])).toEqual([
      ['shop', 5, 0.5],
      ['pay', 5, 0.5],
    ])
    expect(edges).toMatchObject([
      { from: { name: 'shop' }, to: { name: 'pay' }, total: 5, counts: { fault: 1, ok: 4 } },
    ])
  })

  test('leaves out an edge to nobody', () => {
    const [shop] = services({ shop: ['pay'], pay: [] })
    expect(serviceMap([shop!], 1).edges).toEqual([])
  })

  test('tells a message from a call between the same two', () => {
    const [shop, pay] = services({ shop: ['pay', 'pay'], pay: [] })
    shop!.Edges[1]!.EdgeType = 'link'
    const { edges } = serviceMap([shop!, pay!], 1)
    expect(edges.map(({ isLink }) => isLink)).toEqual([false, true])
    expect(new Set(edges.map(({ key }) => key)).size).toBe(2)
  })
})

test('topologyOf() stays the same while only numbers change', () => {
  const before = services({ shop: ['pay'], pay: [] })
  const after = services({ pay: [], shop: ['pay'] })
  after[0]!.SummaryStatistics = statistics(99)
  expect(topologyOf(serviceMap(after, 1))).toBe(topologyOf(serviceMap(before, 5)))
  expect(topologyOf(serviceMap(services({ shop: [], pay: [] }), 1))).not.toBe(
    topologyOf(serviceMap(before, 1)),
  )
})

test('numbersOf() counts errors without throttles, and nothing for a client', () => {
  expect(numbersOf(statistics(1, { error: 2, throttle: 3, fault: 4 }), 1).counts).toEqual({
    ok: 1,
    error: 2,
    throttle: 3,
    fault: 4,
  })
  expect(numbersOf(undefined, 1)).toMatchObject({ total: 0, averageSeconds: 0, perMinute: 0 })
})
