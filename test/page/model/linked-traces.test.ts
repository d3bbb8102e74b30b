import { expect, test } from 'vitest'
import { linkedTraces } from '../../../src/page/model/linked-traces.ts'
import { TRACE_ID } from '../../document/documents.ts'
import { sketchedTrace } from './sketched-trace.ts'

test('linkedTraces() has each other trace once, with how often it is named', () => {
  const link = (trace_id: string) => ({ trace_id, id: '1' })
  const tree = sketchedTrace(['a', 0, 1, { links: [link('1-b'), link(TRACE_ID), link('1-c'), link('1-b')] }])
  expect(linkedTraces(tree, tree.rows)).toEqual([
    { traceId: '1-b', id: '1', count: 2 },
    { traceId: '1-c', id: '1', count: 1 },
  ])
  expect(linkedTraces(tree, [])).toEqual([])
})
