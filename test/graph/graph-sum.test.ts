import { expect, test } from 'vitest'
import { GraphSum, graphOfTrace } from '../../src/graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { segment, subsegment } from '../document/documents.ts'

const partAt = (start: number, more = {}) => {
  const times = { start_time: start, end_time: start + 0.25 }
  const query = subsegment('query', { namespace: 'remote', sql: {}, ...times, ...more })
  return graphOfTrace(
    recordTrace(mergeTrace([segment('shop', { ...times, subsegments: [query] })]) as MergedTrace),
  )
}

test('adds up nodes and edges of the same name', () => {
  const sum = new GraphSum()
  sum.add(partAt(10))
  sum.add(partAt(5, { fault: true }))
  const { nodes, edges } = sum.toPart()
  expect(nodes.map(({ Name, Type }) => [Name, Type])).toEqual([
    ['query', 'Database::SQL'],
    ['shop', undefined],
    ['shop', 'client'],
  ])
  expect(nodes[0]).toMatchObject({ startSeconds: 5, endSeconds: 10.25, tally: [1, 0, 0, 1, 500_000, 250, 2] })
  expect(edges.map(({ from, to }) => [from, to])).toEqual([
    [1, 0],
    [2, 1],
  ])
})

test('is the same in any order, and by way of sums of parts', () => {
  const parts = [partAt(10), partAt(5, { error: true }), partAt(7.5)]
  const [first, ...rest] = parts
  const inOrder = new GraphSum()
  for (const part of parts) inOrder.add(part)
  const ofRest = new GraphSum()
  for (const part of rest.toReversed()) ofRest.add(part)
  const byWay = new GraphSum()
  byWay.add(ofRest.toPart())
  byWay.add(first!)
  expect(byWay.toPart()).toEqual(inOrder.toPart())
})
