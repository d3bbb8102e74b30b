import { expect, test } from 'vitest'
import { getTraceGraph } from '../../../src/local/api/get-trace-graph.ts'
import { segment, TRACE_ID } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf } from '../store/questions/questions.ts'

test('getTraceGraph() is of the traces that are named', async () => {
  const ask = askDatabase(databaseOf(segment('shop')))
  const { Services } = await getTraceGraph({ TraceIds: [TRACE_ID] }, ask)
  expect(Services.map(({ Name }) => Name)).toContain('shop')
  await expect(getTraceGraph({}, ask)).rejects.toThrow('TraceIds is missing')
})
