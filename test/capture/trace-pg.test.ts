import { context } from '@opentelemetry/api'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { isPgClient, isPgPool } from '../../src/capture/trace-pg.ts'
import { traceSql } from '../../src/capture/trace-sql.ts'
import { hasPostgres, startPostgres } from '../fixtures/postgres-server.ts'
import { expectQueriesUnderCallers } from '../fixtures/queries-under-callers.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { traced } from '../fixtures/traced.ts'

interface PgHook {
  init(): [{ patch(module: typeof pg): void; unpatch(module: typeof pg): void }]
}

test('isPgPool() and isPgClient() know what is theirs', () => {
  expect([new pg.Pool(), new pg.Client(), {}, undefined].map(isPgPool)).toEqual([true, false, false, false])
  expect([new pg.Pool(), new pg.Client(), {}, undefined].map(isPgClient)).toEqual([false, true, false, false])
})

describe('traceSql() with pg', () => {
  let server: ServerProcess
  let config: pg.PoolConfig
  beforeAll(async () => {
    if (!hasPostgres) return
    server = await startPostgres()
    config = { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' }
  }, 120_000)
  afterAll(() => server?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasPostgres, 'PostgreSQL is not installed'))

  /** Runs code with a traced pool, and gives back the calls in its trace. */
  async function withPool(run: (pool: pg.Pool) => Promise<unknown>, options: pg.PoolConfig = {}) {
    const pool = traceSql(new pg.Pool({ ...config, ...options }))
    try {
      const { document, spans } = await traced(() => run(pool))
      const calls = document.subsegments ?? []
      return { calls, spans, statements: calls.map(({ sql }) => sql?.sanitized_query) }
    } finally {
      await pool.end()
    }
  }

  it('makes a subsegment of a query', async () => {
    const { calls } = await withPool(async pool => {
      const { rows } = await pool.query("SELECT $1::int AS n, 'secret' AS s", [7])
      expect(rows).toEqual([{ n: 7, s: 'secret' }])
    })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      name: 'postgres@127.0.0.1',
      namespace: 'remote',
      sql: {
        url: `postgresql://127.0.0.1:${server.port}/postgres`,
        sanitized_query: 'SELECT $1::int AS n, ? AS s',
        database_type: 'postgresql',
        user: 'postgres',
      },
    })
    expect(calls[0]?.subsegments).toBeUndefined()
  })

  it('traces each way of asking, once', async () => {
    const { statements, calls } = await withPool(async pool => {
      await new Promise(resolve => pool.query('SELECT 1 AS a', resolve))
      await new Promise(resolve => pool.query('SELECT $1 AS b', ['x'], resolve))
      await pool.query({ text: 'SELECT $1 AS c', values: ['x'], name: 'prepared' })
      const client = traceSql(await pool.connect())
      await client.query('SELECT 1 AS d')
      await new Promise<void>(resolve => client.query('SELECT 1 AS e', () => resolve()))
      const configured = { text: 'SELECT 1 AS f', callback: () => {} }
      await new Promise<void>(resolve => client.query({ ...configured, callback: resolve } as never))
      client.release()
      await new Promise<void>(resolve =>
        pool.connect((_, other, release) =>
          other!.query('SELECT 1 AS g', () => {
            release()
            resolve()
          }),
        ),
      )
    })
    expect(statements).toEqual([
      'SELECT ? AS a',
      'SELECT $1 AS b',
      'SELECT $1 AS c',
      'SELECT ? AS d',
      'SELECT ? AS e',
      'SELECT ? AS f',
      'SELECT ? AS g',
    ])
    expect(calls[2]?.sql?.preparation).toBe('statement')
  })

  it('traces the statements of a transaction', async () => {
    const { statements } = await withPool(async pool => {
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query('CREATE TABLE transacted (id int)')
      await client.query('ROLLBACK')
      client.release()
    })
    expect(statements).toEqual(['BEGIN', 'CREATE TABLE transacted (id int)', 'ROLLBACK'])
  })

  it.each([
    ['a promise', (pool: pg.Pool) => pool.query('SELECT * FROM gone').catch((error: Error) => error)],
    ['a callback', (pool: pg.Pool) => new Promise(resolve => pool.query('SELECT * FROM gone', resolve))],
  ])('records an error that comes by %s', async (_, ask) => {
    const { calls } = await withPool(async pool =>
      expect(await ask(pool)).toMatchObject({ message: 'relation "gone" does not exist' }),
    )
    expect(calls).toMatchObject([
      { fault: true, cause: { exceptions: [{ message: 'relation "gone" does not exist' }] } },
    ])
  })

  it('leaves mistakes to the client, and still ends its span', async () => {
    const { calls } = await withPool(async pool => {
      const client = await pool.connect()
      expect(() => client.query(undefined as never)).toThrow(TypeError)
      expect(() => client.query({ text: 'SELECT 1', callback: 7 } as never)).toThrow(TypeError)
      client.release()
    })
    expect(calls).toMatchObject([{ fault: true }])
  })

  it('lets cursors and streams pass', async () => {
    const { calls } = await withPool(async pool => {
      const client = await pool.connect()
      const query = new pg.Query('SELECT 1 AS a')
      expect(client.query(query)).toBe(query)
      await new Promise<void>(resolve => query.on('end', () => resolve()))
      client.release()
    })
    expect(calls).toEqual([])
  })

  it('keeps each query under its caller, whoever frees the connection', async () => {
    const pool = traceSql(new pg.Pool({ ...config, max: 1 }))
    await expectQueriesUnderCallers((sql, done) => pool.query(sql, done))
    await pool.end()
  })

  it('traces a query once beside OpenTelemetry’s instrumentation', async () => {
    const { spans } = await withPool(async pool => {
      // What its hook does when pg is loaded, which this file has done before.
      const instrumentation = new PgInstrumentation({ ignoreConnectSpans: true }) as unknown as PgHook
      const [hook] = instrumentation.init()
      hook.patch(pg)
      try {
        await pool.query('SELECT 1')
        const instrumented = new pg.Pool(config)
        await instrumented.query('SELECT 2')
        await instrumented.end()
      } finally {
        hook.unpatch(pg)
      }
    })
    expect(spans.map(({ attributes }) => attributes['db.query.text'])).toEqual([
      'SELECT 1',
      'SELECT 2',
      undefined,
    ])
  })

  it('traces a client of its own, and nothing where nothing is set up', async () => {
    const client = traceSql(traceSql(new pg.Client(config)))
    await client.connect()
    const { document } = await traced(() => client.query('SELECT 1'))
    expect((await client.query('SELECT 2 AS n')).rows).toEqual([{ n: 2 }])
    await client.end()
    expect(document.subsegments).toHaveLength(1)
    expect(context.active()).toBeDefined()
  })
})
