import { expect, test } from 'vitest'
import { readableLabels, shortName } from '../../../src/page/model/map-labels.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services, statistics } from './mapped-services.ts'

const [quiet, failing, busy] = services({ quiet: [], failing: [], busy: [] })
const { nodes } = serviceMap(
  [
    quiet!,
    { ...failing!, SummaryStatistics: statistics(1, { fault: 1 }) },
    { ...busy!, SummaryStatistics: statistics(1000) },
  ],
  1,
)
const keyOf = (name: string) => nodes.find(node => node.name === name)!.key
const labelled = (places: Record<string, [x: number, y: number]>, scale = 1) => {
  const at = new Map(Object.entries(places).map(([name, [x, y]]) => [keyOf(name), { x, y }]))
  return [...readableLabels(nodes, at, scale).keys()].map(key => nodes.find(node => node.key === key)!.name)
}

test('readableLabels() shows all names where there is room', () => {
  expect(labelled({ quiet: [0, 0], failing: [0, 40], busy: [0, 80] }).sort()).toEqual([
    'busy',
    'failing',
    'quiet',
  ])
})

test('readableLabels() prefers what fails, then what is asked most, and lets no name stand on another', () => {
  const crowd: Record<string, [number, number]> = { quiet: [0, 0], failing: [4, 2], busy: [2, 1] }
  const [first, second] = labelled(crowd)
  expect([first, second]).toEqual(['failing', 'busy'])
  expect(labelled(crowd)).not.toContain('quiet')
})

test('readableLabels() shows more the more one zooms in', () => {
  const places: Record<string, [number, number]> = { quiet: [0, 0], failing: [30, 10], busy: [60, 0] }
  expect(labelled(places, 0.1).length).toBeLessThan(3)
  expect(labelled(places, 4)).toHaveLength(3)
})

test('shortName() cuts a name that is too long', () => {
  expect(shortName('shop')).toBe('shop')
  expect(shortName('😀'.repeat(30))).toBe(`${'😀'.repeat(23)}…`)
})
