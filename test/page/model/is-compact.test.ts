import { expect, test } from 'vitest'
import { isCompact } from '../../../src/page/model/is-compact.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services } from './mapped-services.ts'

test('isCompact() is true of a map of more than 40 nodes', () => {
  const mapOf = (count: number) =>
    serviceMap(services(Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, []]))), 1)
  expect(isCompact(mapOf(40))).toBe(false)
  expect(isCompact(mapOf(41))).toBe(true)
})
