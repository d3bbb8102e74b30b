import { expect, test } from 'vitest'
import { getServiceGraph } from '../../../src/local/api/get-service-graph.ts'
import { GroupBook } from '../../../src/local/group-book.ts'
import { segment } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf, traceIdOf } from '../store/questions/questions.ts'

const INSIGHTS = { InsightsEnabled: false, NotificationsEnabled: false }
const ask = askDatabase(databaseOf(segment('shop'), segment('pay', { fault: true, trace_id: traceIdOf(1) })))
const RANGE = { StartTime: 1_499_999_000, EndTime: 1_500_001_000 }

test('getServiceGraph() is of a time range', async () => {
  const graph = await getServiceGraph(RANGE, new GroupBook(), ask)
  expect(graph).toMatchObject({ ...RANGE, ContainsOldGroupVersions: false })
  expect(new Set(graph.Services.map(({ Name }) => Name))).toEqual(new Set(['shop', 'pay']))
  expect((await getServiceGraph({ StartTime: 1, EndTime: 2 }, new GroupBook(), ask)).Services).toEqual([])
})

test('getServiceGraph() is of a group', async () => {
  const groups = new GroupBook()
  groups.put({ GroupName: 'bad', FilterExpression: 'error', InsightsConfiguration: INSIGHTS }, 1)
  groups.put({ GroupName: 'bad', FilterExpression: 'fault', InsightsConfiguration: INSIGHTS }, 1_500_000_000)
  const graph = await getServiceGraph({ ...RANGE, GroupName: 'bad' }, groups, ask)
  expect(new Set(graph.Services.map(({ Name }) => Name))).toEqual(new Set(['pay']))
  expect(graph.ContainsOldGroupVersions).toBe(true)
  await expect(getServiceGraph({ ...RANGE, GroupName: 'none' }, groups, ask)).rejects.toThrow(
    'There is no group "none"',
  )
})
