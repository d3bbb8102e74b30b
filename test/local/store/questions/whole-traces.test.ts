import { expect, test } from 'vitest'
import { wholeTraces } from '../../../../src/local/store/questions/whole-traces.ts'
import { independent, segment, subsegment, TRACE_ID } from '../../../document/documents.ts'
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
