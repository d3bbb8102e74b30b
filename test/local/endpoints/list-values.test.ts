import { expect, test } from 'vitest'
import { listValues } from '../../../src/local/endpoints/list-values.ts'
import { segment } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf } from '../store/questions/questions.ts'

const ask = askDatabase(databaseOf(segment('shop', { user: 'ann' })))

test('listValues() gives the values of a key', async () => {
  expect(await listValues(new URLSearchParams('key=user'), ask)).toEqual({
    values: [{ value: 'ann', count: 1 }],
  })
  expect(await listValues(new URLSearchParams('key=user&containing=x'), ask)).toEqual({ values: [] })
  await expect(listValues(new URLSearchParams(), ask)).rejects.toThrow('key is missing')
})
