import { expect, test } from 'vitest'
import { readTimeline } from '../../../../src/local/store/questions/read-timeline.ts'
import { independent, segment, TRACE_ID } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

test('readTimeline() gives the rows of a trace, and nothing of one that is not there', () => {
  const database = databaseOf(independent('step', 'shop'), segment('shop'))
  expect(readTimeline(database, TRACE_ID)?.rows.map(({ name }) => name)).toEqual(['shop', 'step'])
  expect(readTimeline(database, traceIdOf(9))).toBeUndefined()
})
