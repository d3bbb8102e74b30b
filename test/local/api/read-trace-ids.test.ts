import { expect, test } from 'vitest'
import { readTraceIds } from '../../../src/local/api/read-trace-ids.ts'
import { TRACE_ID } from '../../document/documents.ts'

test('readTraceIds() reads ids in every spelling, each once, and tells what is none', () => {
  const TraceIds = [TRACE_ID, TRACE_ID.toUpperCase(), TRACE_ID.replaceAll('-', '').slice(1), 'nonsense']
  expect(readTraceIds({ TraceIds })).toEqual({ xrayTraceIds: [TRACE_ID], wrong: ['nonsense'] })
})
