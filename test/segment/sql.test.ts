import { describe, expect, test } from 'vitest'
import type { ConversionOptions } from '../../src/segment/index.ts'
import { convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const call = (attributes: Record<string, unknown>, options?: ConversionOptions) =>
  convertSubsegment(endedSpan({ kind: 'client', parent: '6ce834139509cc20', attributes }), options)

const sqlOf = (attributes: Record<string, unknown>) =>
  call({ 'db.system.name': 'postgresql', ...attributes }).sql

describe('writeSql()', () => {
  test('reads the stable conventions', () => {
    const { sql, namespace, name, metadata } = call({
      'db.system.name': 'postgresql',
      'db.namespace': 'shop',
      'db.query.text': "SELECT * FROM carts WHERE id = 'a7'",
      'db.operation.name': 'SELECT',
      'server.address': 'db.internal',
      'server.port': 5432,
    })
    expect(sql).toEqual({
      url: 'postgresql://db.internal:5432/shop',
      sanitized_query: 'SELECT * FROM carts WHERE id = ?',
      database_type: 'postgresql',
    })
    expect({ namespace, name }).toEqual({ namespace: 'remote', name: 'shop@db.internal' })
    expect(metadata?.default).toEqual({ 'db.operation.name': 'SELECT', 'otel.span.name': 'work' })
  })

  test('reads the older conventions, and leaves the password out', () => {
    const { sql, metadata } = call({
      'db.system': 'mysql',
      'db.name': 'shop',
      'db.statement': 'SELECT 1',
      'db.user': 'app',
      'db.connection_string': 'mysql://app:geheim@db:3306/shop',
      'net.peer.name': 'db',
      'net.peer.port': 3306,
    })
    expect(sql).toEqual({
      url: 'mysql://db:3306/shop',
      sanitized_query: 'SELECT ?',
      database_type: 'mysql',
      user: 'app',
    })
    expect(metadata?.default).toEqual({ 'otel.span.name': 'work' })
  })

  test.each([
    ['an address of IPv6', { 'server.address': '::1', 'db.namespace': 'shop' }, 'postgresql://[::1]/shop'],
    [
      "a socket's directory",
      { 'server.address': '/run/pg', 'db.namespace': 'shop' },
      'postgresql://%2Frun%2Fpg/shop',
    ],
    [
      'a strange name',
      { 'server.address': 'db', 'db.namespace': 'a?b/ü\ud800' },
      'postgresql://db/a%3Fb/%C3%BC%EF%BF%BD',
    ],
    ['a host alone', { 'server.address': 'db' }, 'postgresql://db'],
    ['no host', { 'db.namespace': 'shop' }, undefined],
    ['an unreadable connection string', { 'db.connection_string': 'geheim' }, undefined],
    [
      'an instance',
      { 'db.system.name': 'microsoft.sql_server', 'db.namespace': 'INST|shop', 'server.address': 'db' },
      'sqlserver://db/shop',
    ],
    [
      'a file',
      { 'db.system.name': 'sqlite', 'db.namespace': '/data/my shop.db' },
      'sqlite:///data/my%20shop.db',
    ],
    ['a file beside', { 'db.system.name': 'sqlite', 'db.namespace': 'shop.db' }, 'sqlite:shop.db'],
    ['a file of Windows', { 'db.system.name': 'sqlite', 'db.name': 'C:\\shop.db' }, 'sqlite:///C:/shop.db'],
    ['memory', { 'db.system.name': 'sqlite', 'db.namespace': ':memory:' }, 'sqlite::memory:'],
    [
      'a file with a key',
      { 'db.system.name': 'sqlite', 'db.namespace': 'shop.db?key=geheim' },
      'sqlite:shop.db',
    ],
    ['no file', { 'db.system.name': 'sqlite' }, undefined],
  ])('makes a URL of %s', (_, attributes, url) => {
    const { sql } = call({ 'db.system.name': 'postgresql', ...attributes })
    expect(sql?.url).toBe(url)
    if (url !== undefined) expect(() => new URL(url)).not.toThrow()
  })

  test('keeps what the URL does not say', () => {
    const { metadata } = call({
      'db.system.name': 'microsoft.sql_server',
      'db.namespace': 'INST|shop',
      'db.connection_string': 'Server=db;Database=shop;Password=geheim',
      'server.address': 'cname',
      'db.collection.name': 'carts',
    })
    expect(metadata?.default).toEqual({
      'db.namespace': 'INST|shop',
      'server.address': 'cname',
      'db.collection.name': 'carts',
      'otel.span.name': 'work',
    })
  })

  test.each([
    'postgresql://app:Gehe1m@db/shop?password=Gehe1m',
    'postgresql://app:a/Gehe1m@db/shop',
    'jdbc:postgresql://db/shop?user=app&password=Gehe1m',
    'Server=db;Database=shop;User Id=app;Password=Gehe1m',
    "host=db dbname=shop password='a Gehe1m'",
    'Gehe1m',
  ])('shows a secret of %s nowhere in block and metadata', connection => {
    for (const key of ['db.connection_string', 'db.namespace', 'db.name']) {
      if (key !== 'db.connection_string' && !connection.includes('://')) continue
      for (const sql of ['sanitized', 'raw', 'off'] as const) {
        const document = call(
          { 'db.system.name': 'postgresql', 'peer.service': 'shop', [key]: connection },
          { sql },
        )
        expect(JSON.stringify(document)).not.toContain('Gehe1m')
      }
    }
  })

  test('names the user of the connection string', () => {
    expect(sqlOf({ 'db.connection_string': 'postgresql://app:geheim@db/shop' })?.user).toBe('app')
    expect(sqlOf({ 'db.user': 'a'.repeat(300) })?.user).toHaveLength(250)
  })

  test.each([
    [{ 'db.stored_procedure.name': 'pay', 'db.operation.name': 'EXECUTE' }, 'call'],
    [{ 'db.operation.name': 'call' }, 'call'],
    [{ 'db.operation': 'EXEC' }, 'call'],
    [{ 'db.postgresql.plan': 'find-cart' }, 'statement'],
    [{ 'db.operation.name': 'PREPARE' }, 'statement'],
    [{ 'db.operation.name': 'EXECUTE' }, 'statement'],
    [{ 'db.operation.name': 'EXECUTE', 'db.system.name': 'microsoft.sql_server' }, undefined],
    [{ 'db.operation.name': 'SELECT' }, undefined],
    [{ 'db.operation.name': 7 }, undefined],
    [{}, undefined],
  ])('knows how %j was prepared', (attributes, preparation) => {
    expect(sqlOf(attributes)?.preparation).toBe(preparation)
  })

  test('writes the versions that the user has added', () => {
    const versions = { 'aws.xray.sql.database_version': '16.2', 'aws.xray.sql.driver_version': '8.11.0' }
    expect(sqlOf(versions)).toMatchObject({ database_version: '16.2', driver_version: '8.11.0' })
  })

  test.each([
    ['sanitized' as const, 'SELECT ?'],
    ['raw' as const, "SELECT 'Gehe1m'"],
    ['off' as const, undefined],
  ])('writes the text %s', (mode, text) => {
    const { sql, metadata } = call(
      { 'db.system.name': 'mysql', 'db.query.text': "SELECT 'Gehe1m'" },
      { sql: mode },
    )
    expect(sql?.sanitized_query).toBe(text)
    expect(JSON.stringify({ metadata })).not.toContain('Gehe1m')
  })

  test('shows no second text, and none that is no text', () => {
    for (const attributes of [
      { 'db.query.text': 'SELECT 1', 'db.statement': "SELECT 'Gehe1m'" },
      { 'db.query.text': ["SELECT 'Gehe1m'"] },
    ]) {
      expect(JSON.stringify(call({ 'db.system': 'mysql', ...attributes }))).not.toContain('Gehe1m')
    }
  })

  test('cuts a text that is long, even a raw one', () => {
    const text = `SELECT ${'a, '.repeat(20_000)}`
    expect(
      call({ 'db.system': 'mysql', 'db.statement': text }, { sql: 'raw' }).sql?.sanitized_query,
    ).toHaveLength(16_000)
    expect(call({ 'db.system': 'mysql', 'db.statement': text }).sql?.sanitized_query).toHaveLength(16_000)
  })

  test('writes no text of which nothing is left', () => {
    expect(sqlOf({ 'db.query.text': '-- ping' })).toEqual({ database_type: 'postgresql' })
  })

  test('leaves the attributes of a database that speaks no SQL', () => {
    const { sql, metadata } = call({
      'db.system': 'redis',
      'db.statement': 'GET k',
      'db.connection_string': 'redis://cache:6379/0',
    })
    expect(sql).toBeUndefined()
    expect(metadata?.default).toMatchObject({
      'db.system': 'redis',
      'db.statement': 'GET k',
      'db.connection_string': 'redis://cache:6379/0',
    })
  })

  test('shows no password of a database that speaks no SQL', () => {
    const { metadata } = call({
      'db.system': 'mongodb',
      'db.name': 'shop',
      'db.connection_string': 'mongodb://app:Gehe1m@db/shop',
    })
    expect(JSON.stringify(metadata)).not.toContain('Gehe1m')
  })
})
