import { expect, test } from 'vitest'
import { type Filter, inlineGroups, parseFilter } from '../../src/filter/index.ts'

const groups = [
  { GroupName: 'slow', GroupARN: 'arn:slow', FilterExpression: 'responsetime > 5' },
  { GroupName: 'all', GroupARN: 'arn:all' },
  { GroupName: 'both', GroupARN: 'arn:both', FilterExpression: 'group.name = "slow" ok' },
  {
    GroupName: 'snake',
    GroupARN: 'arn:snake',
    FilterExpression: Array(40).fill('group.name = "snake"').join(' OR '),
  },
  { GroupName: 'broken', GroupARN: 'arn:broken', FilterExpression: 'fautl' },
]
const read = (text: string) => parseFilter(text).filter as Filter
const inlined = (text: string) => inlineGroups(read(text), groups)
const nothing = { kind: 'or', terms: [] }

test.each<[string, unknown]>([
  ['group.name = "slow" AND user = "ann"', read('responsetime > 5 AND user = "ann"')],
  ['group.arn != "arn:slow"', read('!responsetime > 5')],
  ['group.name = "both"', read('responsetime > 5 ok')],
  ['group.name = "all"', { kind: 'and', terms: [] }],
  ['group.name = "broken"', nothing],
  ['group.name = "who"', nothing],
  ['group.name != "who"', { kind: 'not', term: nothing }],
])('%s', (text, filter) => {
  expect(inlined(text)).toEqual(filter)
})

test('a group that is within itself finds nothing, soon', () => {
  expect(JSON.stringify(inlined('group.name = "snake"')).length).toBeLessThan(100_000)
})
