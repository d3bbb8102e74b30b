import { expect, test } from 'vitest'
import { refine } from '../../../src/local/endpoints/refine.ts'
import { GroupBook } from '../../../src/local/group-book.ts'
import { segment } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf } from '../store/questions/questions.ts'

test('refine() takes a time range and a filter', async () => {
  const ask = askDatabase(databaseOf(segment('shop', { user: 'ann' })))
  const request = { StartTime: 0, EndTime: 2e9, FilterExpression: 'user = "ann"' }
  expect(await refine(request, new GroupBook(), ask)).toMatchObject({ traces: 1 })
  const bob = { ...request, FilterExpression: 'user = "bob"' }
  expect(await refine(bob, new GroupBook(), ask)).toEqual({ traces: 0, facets: [] })
})
