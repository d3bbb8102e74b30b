import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter } from '../../../src/filter/index.ts'
import {
  edgeFilter,
  responseTimesBetween,
  serviceFilter,
  timesFilter,
} from '../../../src/page/model/service-filter.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services } from './mapped-services.ts'

const mapOf = (name: string, type?: string) => {
  const [caller, callee] = services({ [name]: ['pay'], pay: [] })
  if (type !== undefined) caller!.Type = type
  return serviceMap([caller!, callee!], 1)
}

describe('filters for what is on the map', () => {
  test('a node, an edge, and what came from a client', () => {
    const { nodes, edges } = mapOf('shop', 'AWS::ECS::Fargate')
    expect(serviceFilter(nodes[0]!)).toBe('service(id(name: "shop", type: "AWS::ECS::Fargate"))')
    expect(edgeFilter(edges[0]!)).toBe('edge(id(name: "shop", type: "AWS::ECS::Fargate"), id(name: "pay"))')
    expect(edgeFilter(mapOf('shop', 'client').edges[0]!)).toBe('service(id(name: "pay"))')
  })

  test('times, with all that is in the bars', () => {
    expect(timesFilter('service("a")', 0.0123456, 1.23456)).toBe(
      'service("a") { responsetime >= 0.01234 AND responsetime <= 1.235 }',
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e4, noNaN: true }), seconds => {
        const [least, most] = responseTimesBetween(seconds, seconds)
          .match(/[\d.e-]+$|[\d.e-]+(?= AND)/g)!
          .map(Number)
        expect(least).toBeLessThanOrEqual(seconds * (1 + 1e-9))
        expect(most).toBeGreaterThanOrEqual(seconds * (1 - 1e-9))
      }),
    )
  })

  test('whatever a service is called, the filter is read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter(name => name !== 'pay' && name !== '__proto__'),
        name => {
          expect(parseFilter(edgeFilter(mapOf(name).edges[0]!)).error).toBeUndefined()
        },
      ),
    )
  })
})
