import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasMariadb, startMariadb } from '../../fixtures/mariadb-server.ts'
import { hasPostgres, startPostgres } from '../../fixtures/postgres-server.ts'
import { hasRedis, startRedis } from '../../fixtures/redis-server.ts'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'
import type { ServerProcess } from '../../fixtures/server-process.ts'

beforeEach(needsInstrumented)

/** Runs the call within a request, and gives back the calls that the request's segment has. */
async function callsOf(head: string, call: string, port: number, project?: 'instrumented-before') {
  const code = `${head}
    const server = require('http').createServer(async (request, response) => {
      try { ${call} } catch (error) { console.log(error) } finally { response.end() }
    })
    visit(server, '/')`
  const { code: exit, stderr, stdout, documents } = await runInstrumented(code, { PORT: `${port}` }, project)
  expect({ exit, stderr, stdout }).toEqual({ exit: 0, stderr: '', stdout: 'HTTP/1.1 200 OK\n' })
  expect(JSON.stringify(documents)).not.toContain('secret')
  const request = documents.filter(({ http }) => http?.request?.client_ip)
  expect(request).toHaveLength(1)
  return request[0]!.subsegments ?? []
}

describe('PostgreSQL', () => {
  let server: ServerProcess | undefined
  beforeAll(async () => {
    if (hasPostgres) server = await startPostgres()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasPostgres, 'PostgreSQL is not installed'))

  const OPTIONS = `{ host: '127.0.0.1', port: +process.env.PORT, user: 'postgres', database: 'postgres' }`
  const sql = expect.objectContaining({
    url: expect.stringContaining('127.0.0.1'),
    database_type: 'postgresql',
    sanitized_query: expect.stringMatching(/^select \$1/),
  })

  test('pg: a query through a pool is one call, and its connection none', async () => {
    const calls = await callsOf(
      `const { Pool } = require('pg'); const pool = new Pool(${OPTIONS})`,
      `await pool.query('select $1::text', ['secret']); await pool.end()`,
      server!.port,
    )
    expect(calls).toMatchObject([{ name: 'postgres@127.0.0.1', namespace: 'remote', sql }])
  })

  test('pg: a query that fails is a call with its error', async () => {
    const calls = await callsOf(
      `const { Client } = require('pg')`,
      `const client = new Client(${OPTIONS})
       await client.connect()
       await client.query('select * from nowhere').catch(() => {})
       await client.end()`,
      server!.port,
    )
    expect(calls).toMatchObject([
      { fault: true, cause: { exceptions: [{ message: expect.stringContaining('42P01') }] } },
    ])
  })

  test('knex: a query is one call, within the step of knex', async () => {
    const calls = await callsOf(
      `const knex = require('knex')({ client: 'pg', connection: ${OPTIONS} })`,
      `await knex.raw('select ?::text', ['secret']); await knex.destroy()`,
      server!.port,
    )
    // knex asks for the version first, by itself.
    const [, step] = calls
    expect(step!.subsegments).toMatchObject([{ namespace: 'remote', sql }])
    expect(step).not.toHaveProperty('namespace')
  })
})

describe('MariaDB', () => {
  let server: ServerProcess | undefined
  beforeAll(async () => {
    if (hasMariadb) server = await startMariadb()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasMariadb, 'MariaDB is not installed'))

  const OPTIONS = `{ host: '127.0.0.1', port: +process.env.PORT, user: 'root', database: 'shop' }`
  const call = {
    name: 'shop@127.0.0.1',
    namespace: 'remote',
    sql: { database_type: 'mysql', sanitized_query: 'select ?' },
  }

  test.each(['query', 'execute'])('mysql2: %s() through a pool is one call', async method => {
    const calls = await callsOf(
      `const pool = require('mysql2/promise').createPool(${OPTIONS})`,
      `await pool.${method}('select ?', ['secret']); await pool.end()`,
      server!.port,
    )
    expect(calls).toMatchObject([call])
  })

  test('mysql: a query through a pool is one call, within the step of the pool', async () => {
    const calls = await callsOf(
      `const pool = require('mysql').createPool(${OPTIONS})`,
      `await new Promise(done => pool.query('select ?', ['secret'], done)); pool.end()`,
      server!.port,
    )
    expect(calls).toHaveLength(1)
    expect(calls[0]!.subsegments).toMatchObject([call])
    expect(calls[0]).not.toHaveProperty('namespace')
  })
})

describe('Redis', () => {
  let server: ServerProcess | undefined
  beforeAll(async () => {
    if (hasRedis) server = await startRedis()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasRedis, 'Redis is not installed'))

  test.each([
    ['redis 4', 'instrumented-before' as const],
    ['redis 5', undefined],
  ])('%s: each command is a call, without its values', async (_, project) => {
    const calls = await callsOf(
      `const client = require('redis').createClient({ url: 'redis://127.0.0.1:' + process.env.PORT })
       const connected = client.connect()`,
      `await connected
       await client.set('cart', 'secret')
       await client.get('cart')
       await client.quit()`,
      server!.port,
      project,
    )
    const names = calls.map(({ metadata }) => Object(metadata?.default)['otel.span.name'])
    expect(names).toEqual(expect.arrayContaining(['redis-SET', 'redis-GET']))
    for (const { namespace } of calls) expect(namespace).toBe('remote')
  })

  test('ioredis: each command is a call, without its values', async () => {
    const calls = await callsOf(
      `const Redis = require('ioredis'); const client = new Redis({ port: +process.env.PORT, host: '127.0.0.1' })`,
      `await client.set('cart', 'secret')
       await client.get('cart')
       await client.quit()`,
      server!.port,
    )
    expect(calls.map(({ metadata }) => Object(metadata?.default)['otel.span.name'])).toEqual([
      'set',
      'get',
      'quit',
    ])
  })
})
