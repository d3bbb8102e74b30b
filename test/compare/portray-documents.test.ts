import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Aspect, portrayDocuments } from '../../src/compare/index.ts'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { idOf, inProgress, segment, subsegment } from '../document/documents.ts'
import { anyTrace } from '../trace/any-trace.ts'

const portraitOf = (...documents: ReceivedDocument[]) =>
  portrayDocuments(documents.map(each => JSON.stringify(each)))

const factsOf = (aspect: Aspect, ...documents: ReceivedDocument[]) =>
  portraitOf(...documents)
    .facts.filter(fact => fact.aspect === aspect)
    .map(({ subject, value }) => `${subject}: ${value}`)

const shop = segment('shop', {
  origin: 'AWS::ECS::Fargate',
  fault: true,
  user: 'ann',
  http: { request: { method: 'GET', url: 'http://shop/', user_agent: 'curl' }, response: { status: 500 } },
  annotations: { plan: 'gold', age: 30 },
  subsegments: [
    subsegment('db', {
      namespace: 'remote',
      sql: {},
      error: true,
      cause: { exceptions: [{ id: idOf('e'), type: 'Timeout' }] },
    }),
  ],
})
const other = segment('shop', { ...shop, id: idOf('shop2'), trace_id: '1-581cf771-000000000000000000000002' })

test('says what is on the map', () => {
  expect(factsOf('map', shop, { ...other, subsegments: [] })).toEqual([
    'node db: Database::SQL',
    'node shop: AWS::ECS::Fargate, client',
    'edge shop → db: 1 call',
    'edge client → shop: 2 calls',
  ])
})

test('says what filters can find', () => {
  expect(factsOf('filters', shop, other)).toEqual([
    'annotation[plan]: text × 2',
    'annotation[age]: number × 2',
    'user: set × 2',
    'http.url GET http://shop/: 500 × 2',
    'http.useragent: set × 2',
  ])
})

test('takes no notice of the port of a server on the machine itself', () => {
  const request = { method: 'GET', url: 'http://127.0.0.1:38345/cart' }
  expect(factsOf('filters', segment('shop', { http: { request } }))).toEqual([
    'http.url GET http://127.0.0.1/cart: no status',
  ])
})

test('says what alarms count', () => {
  expect(factsOf('alarms', shop, inProgress(segment('pay', { parent_id: idOf('x') })))).toEqual([
    'requests of db: 1 request, 1 error',
    'requests of pay: 0 requests',
    'requests of shop: 1 request, 1 fault',
    'exception in shop: Timeout',
    'partial traces: 1',
  ])
})

test('says what it weighs', () => {
  const text = JSON.stringify(shop)
  const { facts, refusals } = portrayDocuments([text, '{"name":"shop"}'])
  expect(
    facts.filter(({ aspect }) => aspect === 'size').map(({ subject, value }) => `${subject}: ${value}`),
  ).toEqual([
    'traces: 1',
    'documents: 2',
    'documents in progress: 0',
    'documents that X-Ray would refuse: 1',
    'segments: 1',
    'subsegments: 1',
    `bytes: ${text.length + 15}`,
    `bytes a trace: ${text.length + 15}`,
    `bytes of the largest document: ${text.length}`,
  ])
  expect(refusals).toEqual([expect.stringContaining('has no trace_id')])
})

test('is the same in any order, whatever the traces', () => {
  const shuffled = anyTrace.chain(documents =>
    fc.tuple(fc.constant(documents), fc.shuffledSubarray(documents, { minLength: documents.length })),
  )
  const sorted = (documents: ReceivedDocument[]) =>
    portraitOf(...documents)
      .facts.map(fact => JSON.stringify(fact))
      .sort()
  fc.assert(
    fc.property(shuffled, ([documents, other]) => {
      expect(sorted(other)).toEqual(sorted(documents))
    }),
    { numRuns: 50 },
  )
})
