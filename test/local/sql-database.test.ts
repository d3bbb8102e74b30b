import { expect, test } from 'vitest'
import { SqlDatabase } from '../../src/local/sql-database.ts'

const SCHEMA = 'CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)'

test('SqlDatabase leaves nothing of a change that failed', () => {
  const sql = new SqlDatabase(':memory:', SCHEMA)
  const insert = () => sql.run("INSERT INTO item (name) VALUES ('a')")
  const failing = () => {
    insert()
    throw new Error('no')
  }
  expect(() => sql.transact(failing)).toThrow('no')
  expect(sql.rows('SELECT * FROM item')).toEqual([])
  sql.transact(insert)
  expect(sql.rows('SELECT name FROM item')).toEqual([{ name: 'a' }])
})
