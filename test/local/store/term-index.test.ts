import { expect, test } from 'vitest'
import { SqlDatabase } from '../../../src/local/store/sql-database.ts'
import { TermIndex } from '../../../src/local/store/term-index.ts'

const user = (value: string) => ({ field: 'user', value })

test('TermIndex has the terms that a trace has now', () => {
  const sql = new SqlDatabase('')
  const index = new TermIndex(sql)
  const ofTrace = () =>
    sql
      .rows('SELECT value FROM posting JOIN term ON term.id = term WHERE ordinal = 7')
      .map(({ value }) => value)
  index.put(7, [user('ann'), user('bob')])
  expect(ofTrace()).toEqual(['ann', 'bob'])
  index.put(7, [user('bob'), user('cat')], [user('ann'), user('bob')])
  expect(ofTrace()).toEqual(['bob', 'cat'])
  expect(sql.row('SELECT count(*) AS count FROM term')).toEqual({ count: 3 })
})

test('TermIndex forgets the terms of traces that have gone, in time', () => {
  const sql = new SqlDatabase('')
  const index = new TermIndex(sql)
  index.put(1, [user('ann')])
  index.put(2, [user('bob')])
  for (let times = 0; times < 20_000; times++) index.forgetUpTo(1)
  expect(sql.rows('SELECT value FROM term')).toEqual([{ value: 'bob' }])
  index.put(3, [user('ann')])
  expect(
    sql.rows('SELECT ordinal FROM posting JOIN term ON term.id = term WHERE value = ?', ['ann']),
  ).toEqual([{ ordinal: 3 }])
})
