import { describe, expect, test } from 'vitest'
import { cutSql, sanitizeSql } from '../../src/segment/sanitize-sql.ts'
import { MYSQL, POSTGRESQL } from '../../src/segment/sql-dialect.ts'

describe('sanitizeSql()', () => {
  test.each([
    [
      "SELECT * FROM carts WHERE id = 'a7' AND n IN (1, 2, 3) -- hot",
      'SELECT * FROM carts WHERE id = ? AND n IN (?)',
    ],
    ['SELECT 1 WHERE a IN ( -1 , +2,\n3 )', 'SELECT ? WHERE a IN (?)'],
    ['SELECT ARRAY[1, 2], a[1]', 'SELECT ARRAY[?], a[?]'],
    ["INSERT INTO t VALUES (1, 'a'), (2, 'b') , (3, 'c')", 'INSERT INTO t VALUES (?)'],
    ['INSERT INTO t VALUES (1, now()), (2, now())', 'INSERT INTO t VALUES (?, now())'],
    ['INSERT INTO t VALUES (1, $1), (2, $2)', 'INSERT INTO t VALUES (?, $1), (?, $2)'],
    ['SELECT a WHERE b IN ($1, $2)', 'SELECT a WHERE b IN ($1, $2)'],
    ['SELECT a', 'SELECT a'],
    ['{"where":{"name":"it\'s \\"secret\\""},"take":[1,2]}', '{?:{?:?},?:[?]}'],
    ['"SELECT \'secret\'"', '?'],
    ['', ''],
  ])('makes %j %j', (text, sanitized) => {
    expect(sanitizeSql(text, POSTGRESQL)).toBe(sanitized)
  })

  test('answers for each dialect, and gives the same when asked again', () => {
    const text = 'SELECT "a"'
    for (let round = 0; round < 2; round++) {
      expect(sanitizeSql(text, POSTGRESQL)).toBe(text)
      expect(sanitizeSql(text, MYSQL)).toBe('SELECT ?')
    }
  })

  test('forgets texts when there are too many', () => {
    for (let index = 0; index < 1200; index++)
      expect(sanitizeSql(`SELECT a${index}`, MYSQL)).toBe(`SELECT a${index}`)
  })

  test('cuts what is long', () => {
    const long = sanitizeSql(`SELECT ${'a, '.repeat(50_000)}`, POSTGRESQL)
    expect(long).toHaveLength(16_000)
    expect(long.endsWith('…')).toBe(true)
  })

  test('folds before it cuts', () => {
    expect(sanitizeSql(`SELECT a WHERE b IN (${'123, '.repeat(15_000)}4)`, POSTGRESQL)).toBe(
      'SELECT a WHERE b IN (?)',
    )
  })

  test('reads no more than it may show', () => {
    const text = `SELECT '${'a'.repeat(200_000)}', 'secret`
    expect(sanitizeSql(text, POSTGRESQL)).toBe('SELECT ?')
  })

  test('ends quickly on hostile texts', () => {
    for (const unit of ['(1', '(1,', '(1),', '((1)', '(?', '(?, ?', '(a', '? ', '[1,', '(now(),']) {
      const before = process.cpuUsage()
      sanitizeSql(unit.repeat(200_000), POSTGRESQL)
      expect(process.cpuUsage(before).user, unit).toBeLessThan(1_000_000)
    }
  })
})

describe('cutSql()', () => {
  test('leaves what is short enough', () => {
    expect(cutSql('a'.repeat(16_000))).toBe('a'.repeat(16_000))
    expect(cutSql('a'.repeat(16_001))).toBe(`${'a'.repeat(15_999)}…`)
  })
})
