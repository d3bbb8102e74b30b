import { expect, test } from 'vitest'
import { SqlDatabase } from '../../../src/local/store/sql-database.ts'

const SCHEMA = 'CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)'

test('SqlDatabase runs, asks for all, for one, and for one after another', () => {
  const sql = new SqlDatabase(SCHEMA)
  for (const name of ['a', 'b']) sql.run('INSERT INTO item (name) VALUES (?)', [name])
  expect(sql.rows('SELECT name FROM item ORDER BY id')).toEqual([{ name: 'a' }, { name: 'b' }])
  expect(sql.row('SELECT name FROM item WHERE id = ?', [2])).toEqual({ name: 'b' })
  expect(sql.row('SELECT name FROM item WHERE id = ?', [3])).toBeUndefined()
  for (const row of sql.iterate('SELECT name FROM item ORDER BY id')) {
    expect(row).toEqual({ name: 'a' })
    break
  }
})

test('SqlDatabase leaves nothing of a change that failed', () => {
  const sql = new SqlDatabase(SCHEMA)
  const change = () => {
    sql.run("INSERT INTO item (name) VALUES ('a')")
    throw new Error('no')
  }
  expect(() => sql.transact(change)).toThrow('no')
  expect(sql.rows('SELECT * FROM item')).toEqual([])
})
