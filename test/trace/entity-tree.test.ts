import { expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { entityTree } from '../../src/trace/entity-tree.ts'
import { type MergedTrace, mergeTrace } from '../../src/trace/index.ts'
import { idOf, segment, subsegment } from '../document/documents.ts'

const treeOf = (...documents: ReceivedDocument[]) =>
  entityTree(mergeTrace(documents) as MergedTrace).map(
    ({ entity, parent }) => `${parent?.entity.name ?? ''} > ${entity.name}`,
  )

test('hangs a segment below the call that it answers, the entry first', () => {
  expect(
    treeOf(
      segment('stray', { parent_id: idOf('nobody'), start_time: 1 }),
      segment('pay', { parent_id: idOf('call') }),
      segment('shop', { subsegments: [subsegment('step', { subsegments: [subsegment('call')] })] }),
    ),
  ).toEqual([' > shop', ' > stray', 'shop > step', 'step > call', 'call > pay'])
})

test('passes a circle once', () => {
  const circle = [segment('a', { parent_id: idOf('b') }), segment('b', { parent_id: idOf('a') })]
  expect(treeOf(...circle)).toEqual([' > a', 'a > b'])
})
