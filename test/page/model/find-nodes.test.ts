import { expect, test } from 'vitest'
import { findNodes } from '../../../src/page/model/find-nodes.ts'
import { serviceMap } from '../../../src/page/model/service-map.ts'
import { services } from './mapped-services.ts'

const [shop, pay] = services({ shop: ['pay'], pay: [] })
const { nodes } = serviceMap([{ ...shop!, Type: 'AWS::Lambda::Function' }, pay!], 1)
const found = (text: string) => findNodes(nodes, text)?.map(({ name }) => name)

test('findNodes() looks in names and types, whatever the letter case', () => {
  expect(found('PA')).toEqual(['pay'])
  expect(found(' lambda ')).toEqual(['shop'])
  expect(found('a')).toEqual(['shop', 'pay'])
  expect(found('nobody')).toEqual([])
  expect(found(' ')).toBeUndefined()
})
