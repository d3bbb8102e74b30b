import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GraphPart, GraphSum, graphOfTrace } from '../../src/graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { segment, subsegment } from '../document/documents.ts'
import { anyTrace } from '../trace/any-trace.ts'

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

const anyParts = fc
  .array(anyTrace, { minLength: 1, maxLength: 6 })
  .map(traces => traces.map(documents => graphOfTrace(recordTrace(mergeTrace(documents) as MergedTrace))))

function sumOf(parts: GraphPart[]) {
  const sum = new GraphSum()
  for (const part of parts) sum.add(part)
  return sum.toPart()
}

test('is the same in any order, and by way of sums of parts that were written and read', () => {
  const shuffled = anyParts.chain(parts =>
    fc.tuple(
      fc.constant(parts),
      fc.shuffledSubarray(parts, { minLength: parts.length }),
      fc.nat(parts.length),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([parts, other, cut]) => {
      const kept = JSON.parse(JSON.stringify(sumOf(other.slice(0, cut))))
      expect(sumOf([...other.slice(cut), kept])).toEqual(sumOf(parts))
    }),
    { numRuns: 50 },
  )
})
