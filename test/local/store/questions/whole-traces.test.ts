import { expect, test } from 'vitest'
import { wholeTraces } from '../../../../src/local/store/questions/whole-traces.ts'
import { independent, segment, subsegment, TRACE_ID } from '../../../document/documents.ts'
import { arrivalsOf } from '../arrivals.ts'
import { databaseOf, traceIdOf } from './questions.ts'

test('wholeTraces() nests, infers, and lists what has no parent', () => {
  const call = subsegment('pay', { namespace: 'remote' })
  const database = databaseOf(segment('shop', { subsegments: [call] }), independent('lost', 'nobody'))
  const [trace, ...others] = wholeTraces(database, [traceIdOf(9), TRACE_ID])
  expect(others).toEqual([])
  const documents = trace!.Segments.map(({ Document }) => JSON.parse(Document))
  expect(documents.map(({ name, inferred }) => [name, inferred])).toEqual([
    ['shop', undefined],
    ['lost', undefined],
    ['pay', true],
  ])
  expect(trace!.Segments.map(({ Id }) => Id)).toEqual(documents.map(({ id }) => id))
})

test('wholeTraces() says of a trace over 500 kB that it exceeds the limit, and gives it whole', () => {
  const fat = (name: string) => segment(name, { metadata: { default: { text: 'x'.repeat(60_000) } } })
  const database = databaseOf(...['a', 'b', 'c', 'd', 'e'].map(fat))
  expect(wholeTraces(database, [TRACE_ID])[0]!.LimitExceeded).toBe(false)
  database.add(arrivalsOf(['f', 'g', 'h', 'i'].map(fat)))
  const [large] = wholeTraces(database, [TRACE_ID])
  expect(large!.LimitExceeded).toBe(true)
  expect(large!.Segments).toHaveLength(9)
})
