import { expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { graphOfTrace } from '../../src/graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, inProgress, segment, subsegment } from '../document/documents.ts'

const partOf = (...documents: ReceivedDocument[]) =>
  graphOfTrace(recordTrace(mergeTrace(documents) as MergedTrace))

/** Who calls whom. */
function edgesOf({ nodes, edges }: ReturnType<typeof partOf>) {
  const nameOf = (at: number) => `${nodes[at]?.Name}${nodes[at]?.Type ? ` (${nodes[at].Type})` : ''}`
  return edges.map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`)
}

test('draws the client, the services and what they call', () => {
  const part = partOf(
    segment('shop', {
      subsegments: [
        subsegment('pay.example.com', { namespace: 'remote', end_time: 1_500_000_002 }),
        subsegment('DynamoDB', { namespace: 'aws', aws: { table_name: 'orders' }, fault: true }),
        subsegment('step'),
      ],
    }),
    segment('pay', { parent_id: idOf('pay.example.com'), origin: 'AWS::ECS::Fargate' }),
  )
  expect(edgesOf(part)).toEqual([
    'shop → pay (AWS::ECS::Fargate)',
    'shop → orders (AWS::DynamoDB::Table)',
    'shop (client) → shop',
  ])
  const [toPay] = part.edges
  expect(toPay).toMatchObject({
    endSeconds: 1_500_000_002,
    aliases: [{ Name: 'pay.example.com', Names: ['pay.example.com'], Type: 'remote' }],
    // As the caller saw it, with the way there and back.
    tally: [1, 0, 0, 0, 2_000_000, 2000, 1],
  })
  expect(part.nodes[1]?.tally).toEqual([1, 0, 0, 0, 1_000_000, 1000, 1])
  expect(part.nodes.map(({ Name, isActive = false, isRoot = false }) => [Name, isActive, isRoot])).toEqual([
    ['pay', true, false],
    ['shop', true, true],
    ['orders', false, false],
    ['shop', false, false],
  ])
})

test('has each service and each call once, however often a trace comes by', () => {
  const query = (at: number) => subsegment('db', { id: idOf(`q${at}`), namespace: 'remote', sql: {} })
  const part = partOf(segment('shop', { subsegments: [query(1), query(2), query(3)] }))
  expect(part.nodes.map(({ Name }) => Name)).toEqual(['db', 'shop', 'shop'])
  expect(part.edges[0]).toMatchObject({ from: 1, to: 0, tally: [3, 0, 0, 0, 3_000_000, 1000, 3] })
})

test('a segment whose caller is not there is called by a client', () => {
  expect(edgesOf(partOf(segment('pay', { parent_id: idOf('nobody') })))).toEqual(['pay (client) → pay'])
})

test('what is in progress is a node and counts for nothing', () => {
  expect(partOf(inProgress(segment('shop'))).nodes[0]).toMatchObject({ tally: [0, 0, 0, 0, 0] })
})

test('keeps what a segment takes up from other traces', () => {
  const link = { trace_id: '1-581cf771-000000000000000000000001', id: idOf('send') }
  expect(partOf(segment('worker', { links: [link] })).links).toEqual([
    { ...link, to: 0, startSeconds: 1_500_000_000, endSeconds: 1_500_000_001 },
  ])
})
