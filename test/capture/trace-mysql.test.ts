import mysql from 'mysql2'
import mysqlPromise from 'mysql2/promise'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { isMysqlConnection, isMysqlPool } from '../../src/capture/trace-mysql.ts'
import { traceSql } from '../../src/capture/trace-sql.ts'
import { hasMariadb, startMariadb } from '../fixtures/mariadb-server.ts'
import { expectQueriesUnderCallers } from '../fixtures/queries-under-callers.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { traced } from '../fixtures/traced.ts'

test('isMysqlPool() and isMysqlConnection() know what is theirs', async () => {
  const pool = mysql.createPool({})
  const objects = [pool, pool.promise(), {}, undefined]
  expect(objects.map(isMysqlPool)).toEqual([true, false, false, false])
  expect(objects.map(isMysqlConnection)).toEqual([false, false, false, false])
  await pool.promise().end()
})

describe('traceSql() with mysql2', () => {
  let server: ServerProcess
  let config: mysql.PoolOptions
  beforeAll(async () => {
    if (!hasMariadb) return
    server = await startMariadb()
    config = { host: '127.0.0.1', port: server.port, user: 'root', database: 'shop' }
  }, 120_000)
  afterAll(() => server?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasMariadb, 'MariaDB is not installed'))

  /** Runs code with a traced pool, and gives back the calls in its trace. */
  async function withPool(run: (pool: mysql.Pool) => Promise<unknown>) {
    const pool = traceSql(mysql.createPool(config))
    try {
      const { document } = await traced(() => run(pool))
      const calls = document.subsegments ?? []
      return { calls, statements: calls.map(({ sql }) => sql?.sanitized_query) }
    } finally {
      await pool.promise().end()
    }
  }

  it('makes a subsegment of a query, without its values', async () => {
    const { calls } = await withPool(async pool => {
      const [rows] = await pool.promise().query("SELECT ? AS n, 'secret' AS s", ['also secret'])
      expect(rows).toEqual([{ n: 'also secret', s: 'secret' }])
    })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      name: 'shop@127.0.0.1',
      namespace: 'remote',
      sql: {
        url: `mysql://127.0.0.1:${server.port}/shop`,
        sanitized_query: 'SELECT ? AS n, ? AS s',
        database_type: 'mysql',
        user: 'root',
      },
    })
    expect(JSON.stringify(calls)).not.toContain('secret')
  })

  it('traces each way of asking, once', async () => {
    const { statements } = await withPool(async pool => {
      await new Promise(resolve => pool.query('SELECT 1 AS a', resolve))
      await new Promise(resolve => pool.query({ sql: 'SELECT ? AS b' }, ['x'], resolve))
      await new Promise(resolve => pool.execute('SELECT ? AS c', ['x'], resolve))
      await pool.promise().execute('SELECT ? AS d', ['x'])
      const connection = await pool.promise().getConnection()
      await traceSql(connection).query('SELECT 1 AS e')
      await connection.execute('SELECT 1 AS f')
      connection.release()
      await new Promise<void>(resolve =>
        pool.getConnection((_, other) =>
          other.query('SELECT 1 AS g', () => {
            other.release()
            resolve()
          }),
        ),
      )
    })
    expect(statements).toEqual(
      'abcdefg'
        .replace(/./g, name => `SELECT ? AS ${name},`)
        .split(',')
        .slice(0, -1),
    )
  })

  it('traces the statements of a transaction', async () => {
    const { statements } = await withPool(async pool => {
      const connection = await pool.promise().getConnection()
      await connection.beginTransaction()
      await connection.query('SELECT 1')
      await connection.rollback()
      connection.release()
    })
    expect(statements).toEqual(['START TRANSACTION', 'SELECT ?', 'ROLLBACK'])
  })

  it.each([
    [
      'a promise',
      (pool: mysql.Pool) =>
        pool
          .promise()
          .query('SELECT * FROM gone')
          .catch(error => error),
    ],
    ['a callback', (pool: mysql.Pool) => new Promise(resolve => pool.query('SELECT * FROM gone', resolve))],
    [
      'a callback of a prepared statement',
      (pool: mysql.Pool) => new Promise(resolve => pool.execute('SELECT * FROM gone', resolve)),
    ],
  ])('records an error that comes by %s', async (_, ask) => {
    const message = "Table 'shop.gone' doesn't exist"
    const { calls } = await withPool(async pool => expect(await ask(pool)).toMatchObject({ message }))
    expect(calls).toMatchObject([{ fault: true, cause: { exceptions: [{ message }] } }])
  })

  it('leaves mistakes to the driver, and still ends its span', async () => {
    const { calls } = await withPool(async pool => {
      const connection = await pool.promise().getConnection()
      await expect(connection.execute('SELECT ?', [undefined as never])).rejects.toThrow(TypeError)
      connection.release()
    })
    expect(calls).toMatchObject([{ fault: true }])
  })

  it('lets streams pass', async () => {
    const { calls } = await withPool(async pool => {
      const rows = []
      for await (const row of pool.query('SELECT 1 AS a').stream()) rows.push(row)
      expect(rows).toEqual([{ a: 1 }])
    })
    expect(calls).toEqual([])
  })

  it('keeps each query under its caller, whoever frees the connection', async () => {
    const pool = traceSql(mysql.createPool({ ...config, connectionLimit: 1 }))
    await expectQueriesUnderCallers((sql, done) => pool.query(sql, done))
    await pool.promise().end()
  })

  it('traces pools and connections of mysql2/promise, and nothing where nothing is set up', async () => {
    const pool = traceSql(traceSql(mysqlPromise.createPool(config)))
    const connection = traceSql(await mysqlPromise.createConnection(config))
    const { document } = await traced(async () => {
      await pool.query('SELECT 1')
      await connection.execute('SELECT 1')
    })
    expect((await pool.query('SELECT 2 AS n'))[0]).toEqual([{ n: 2 }])
    await Promise.all([pool.end(), connection.end()])
    expect(document.subsegments).toHaveLength(2)
  })
})
