import { context, trace } from '@opentelemetry/api'
import { isTracingSuppressed } from '@opentelemetry/core'
import { expect, test } from 'vitest'
import { type SqlStatement, startSqlQuery } from '../../src/capture/sql-query.ts'
import { traced } from '../fixtures/traced.ts'

const statement = { system: 'postgresql', text: 'SELECT 1' } as const

test.each<[Partial<SqlStatement>, string, object]>([
  [{ text: '  (select 1)', database: 'shop' }, 'SELECT shop', { 'db.namespace': 'shop' }],
  [{ text: '-- hello' }, 'postgresql', {}],
  [
    { host: 'db', port: '5432', user: 'ann' },
    'SELECT',
    { 'server.address': 'db', 'server.port': 5432, 'db.user': 'ann' },
  ],
  [{ port: Number.NaN, host: null, database: '' }, 'SELECT', {}],
  [{ name: 'plan' }, 'SELECT', { 'db.postgresql.plan': 'plan' }],
])('startSqlQuery() of %j is the span %s', async (more, name, attributes) => {
  const { spans } = await traced(() => startSqlQuery({ ...statement, ...more })?.end())
  const text = more.text ?? statement.text
  expect(spans[0]).toMatchObject({ name, kind: 2 })
  expect(spans[0]?.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.query.text': text,
    ...attributes,
  })
})

test('a query runs where nothing else is traced, and its callback where the caller is', async () => {
  const { spans } = await traced(() => {
    const caller = trace.getActiveSpan()
    const query = startSqlQuery(statement)!
    const callback = query.endBefore((...results) => [trace.getActiveSpan() === caller, ...results])
    expect(query.run(() => startSqlQuery(statement))).toBeUndefined()
    expect(query.run(() => isTracingSuppressed(context.active()))).toBe(true)
    expect(callback(undefined, 'rows')).toEqual([true, undefined, 'rows'])
  })
  expect(spans.map(({ name, status }) => [name, status.code])).toEqual([
    ['SELECT', 0],
    ['GET', 0],
  ])
})

test.each([
  [{ code: '42P01', message: 'no table' }, '42P01', '42P01'],
  [{ code: 'ER_NO_SUCH_TABLE', sqlState: '42S02', message: 'no table' }, 'ER_NO_SUCH_TABLE', '42S02'],
  [new Error('no table'), undefined, undefined],
])('a query that fails by %j says why', async (error, type, state) => {
  const { spans } = await traced(() => startSqlQuery(statement)?.end(error))
  expect(spans[0]).toMatchObject({
    status: { code: 2, message: 'no table' },
    events: [{ name: 'exception' }],
  })
  expect(spans[0]?.attributes['error.type']).toBe(type)
  expect(spans[0]?.attributes['db.response.status_code']).toBe(state)
})
