import { expect, test } from 'vitest'
import { traceDocuments } from '../../../../src/local/store/questions/trace-documents.ts'
import { independent, segment, subsegment, TRACE_ID } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

test('traceDocuments() nests what came apart, and infers nothing', () => {
  const database = databaseOf(segment('shop'), independent('pay', 'shop', { namespace: 'remote' }))
  expect(JSON.parse(traceDocuments(database, TRACE_ID))).toEqual([
    segment('shop', { subsegments: [subsegment('pay', { namespace: 'remote' })] }),
  ])
  expect(traceDocuments(database, traceIdOf(9))).toBe('[]')
})
