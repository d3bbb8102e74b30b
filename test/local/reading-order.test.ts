import { expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { readingOrder } from '../../src/local/index.ts'

const trace_id = '1-581cf771-a006649127e371903a2de979'

test('readingOrder() has a segment below the subsegment that called it, and siblings by start', () => {
  const documents: ReceivedDocument[] = [
    { trace_id, id: 'c', name: 'pay', parent_id: 'b', start_time: 2, end_time: 3 },
    {
      trace_id,
      id: 'a',
      name: 'shop',
      start_time: 1,
      end_time: 5,
      subsegments: [
        { id: 'd', name: 'render', start_time: 4, end_time: 5 },
        { id: 'b', name: 'pay.example.com', start_time: 2, end_time: 3 },
      ],
    },
  ]
  const lines = readingOrder(documents).map(({ entity, depth, isSegment, isLast }) => [
    entity.id,
    depth,
    isSegment,
    isLast,
  ])
  expect(lines).toEqual([
    ['a', 0, true, true],
    ['b', 1, false, false],
    ['c', 2, true, true],
    ['d', 1, false, true],
  ])
})

test('readingOrder() comes to an end where segments call each other in a circle', () => {
  const circle: ReceivedDocument[] = [
    { trace_id, id: 'a', name: 'a', parent_id: 'b', start_time: 1, end_time: 2 },
    { trace_id, id: 'b', name: 'b', parent_id: 'a', start_time: 1, end_time: 2 },
  ]
  expect(readingOrder(circle).map(({ entity }) => entity.id)).toEqual(['a', 'b'])
})
