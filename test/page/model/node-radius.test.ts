import { expect, test } from 'vitest'
import { nodeRadius } from '../../../src/page/model/node-radius.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services, statistics } from './mapped-services.ts'

const [busy, broken] = services({ busy: [], broken: [] })
busy!.SummaryStatistics = statistics(100)
broken!.SummaryStatistics = statistics(1, { fault: 9 })
const { nodes } = serviceMap([busy!, broken!], 1)
const radii = (sizing: Parameters<typeof nodeRadius>[1]) => nodes.map(node => nodeRadius(node, sizing, nodes))

test('nodes are as large as they are busy, or as they are ill, or all alike', () => {
  expect(radii('none')).toEqual([34, 34])
  expect(radii('traffic')).toEqual([44, 32])
  expect(radii('health')).toEqual([27, 42])
})
