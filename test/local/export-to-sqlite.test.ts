import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exportToSqlite } from '../../src/local/index.ts'
import { SqlDatabase } from '../../src/local/sql-database.ts'
import { idOf, segment, subsegment, TRACE_ID } from '../document/documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function* texts() {
  const step = subsegment('step', { annotations: { plan: 'gold', big: true } })
  yield JSON.stringify(segment('shop', { fault: true, user: 'ann', subsegments: [step] }))
  yield 'nonsense'
}

test('exportToSqlite() makes a row of each segment, subsegment and annotation', async () => {
  const path = join(folder, 'traces.db')
  expect(await exportToSqlite(texts(), path)).toBe(2)
  const sql = new SqlDatabase(path)
  expect(
    sql.rows('SELECT trace_id, id, parent_id, kind, name, fault, user FROM segment ORDER BY kind'),
  ).toEqual([
    {
      trace_id: TRACE_ID,
      id: idOf('shop'),
      parent_id: null,
      kind: 'segment',
      name: 'shop',
      fault: 1,
      user: 'ann',
    },
    {
      trace_id: TRACE_ID,
      id: idOf('step'),
      parent_id: idOf('shop'),
      kind: 'subsegment',
      name: 'step',
      fault: 0,
      user: null,
    },
  ])
  expect(sql.rows('SELECT id, key, value FROM annotation ORDER BY key')).toEqual([
    { id: idOf('step'), key: 'big', value: 1 },
    { id: idOf('step'), key: 'plan', value: 'gold' },
  ])
  sql.close()
})
