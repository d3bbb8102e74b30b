import { expect, test } from 'vitest'
import { knownValues } from '../../../../src/local/store/questions/known-values.ts'
import { segment } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

const database = databaseOf(
  segment('shop', { trace_id: traceIdOf(1), user: 'ann', annotations: { plan: 'gold', big: true } }),
  segment('shop', { trace_id: traceIdOf(2), user: 'ann', annotations: { plan: 'tin' } }),
  segment('pay', { trace_id: traceIdOf(3), user: 'bob' }),
)

test.each([
  [
    'user',
    '',
    [
      ['ann', 2],
      ['bob', 1],
    ],
  ],
  ['user', 'b', [['bob', 1]]],
  ['service', 'sh', [['shop', 2]]],
  ['annotation[big]', '', [[true, 1]]],
  [
    'annotation',
    '',
    [
      ['plan', 2],
      ['big', 1],
    ],
  ],
  ['annotation', 'bi', [['big', 1]]],
  ['nothing', '', []],
])('knownValues() of %s that contain "%s"', (of, containing, expected) => {
  const values = knownValues(database, { of, containing, limit: 10 })
  expect(values.map(({ value, count }) => [value, count])).toEqual(expected)
})
