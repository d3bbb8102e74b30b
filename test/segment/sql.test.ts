import { describe, expect, test } from 'vitest'
import { convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const call = (attributes: Record<string, unknown>) =>
  convertSubsegment(endedSpan({ kind: 'client', parent: '6ce834139509cc20', attributes }))

describe('sqlBlock()', () => {
  test('reads the stable conventions', () => {
    const { sql, namespace, name } = call({
      'db.system.name': 'postgresql',
      'db.namespace': 'shop',
      'db.query.text': "SELECT * FROM carts WHERE id = 'a7'",
      'server.address': 'db.internal',
      'server.port': 5432,
    })
    expect(sql).toEqual({
      url: 'postgresql://db.internal:5432/shop',
      sanitized_query: 'SELECT * FROM carts WHERE id = ?',
      database_type: 'postgresql',
    })
    expect({ namespace, name }).toEqual({ namespace: 'remote', name: 'shop@db.internal' })
  })

  test('reads the older conventions, and leaves the password out', () => {
    const { sql } = call({
      'db.system': 'mysql',
      'db.name': 'shop',
      'db.statement': 'SELECT 1',
      'db.user': 'app',
      'db.connection_string': 'mysql://app:geheim@db:3306/shop',
    })
    expect(sql).toEqual({
      url: 'mysql://db:3306/shop',
      sanitized_query: 'SELECT ?',
      database_type: 'mysql',
      user: 'app',
    })
  })

  test('leaves the attributes of a database that speaks no SQL', () => {
    const { sql, metadata } = call({ 'db.system': 'redis', 'db.statement': 'GET k' })
    expect(sql).toBeUndefined()
    expect(metadata?.default).toMatchObject({ 'db.system': 'redis', 'db.statement': 'GET k' })
  })
})
