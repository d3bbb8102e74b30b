import { describe, expect, test } from 'vitest'
import { wrapsDatabaseCall } from '../../src/segment/wraps-database-call.ts'
import { convert } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const client = (attributes: Record<string, unknown>) => endedSpan({ kind: 'client', attributes })
const mongo = { 'db.system.name': 'mongodb', 'db.namespace': 'shop', 'server.address': 'a' }

describe('wrapsDatabaseCall()', () => {
  test.each([
    ['the same', mongo, { ...mongo, 'server.address': 'b' }],
    ['older and newer names', { 'db.system': 'mongoose', 'db.name': 'shop' }, mongo],
    [
      'names of the same dialect',
      { 'db.system.name': 'mysql2' },
      { 'db.system': 'mysql', 'db.name': 'shop' },
    ],
    ['a namespace that one knows', { 'db.system.name': 'mongodb' }, mongo],
    [
      'an instance that one knows',
      { 'db.system.name': 'mssql', 'db.namespace': 'shop' },
      { 'db.system.name': 'microsoft.sql_server', 'db.namespace': 'INST|shop' },
    ],
  ])('sees through %s', (_, outer, inner) => {
    expect(wrapsDatabaseCall(client(outer), client(inner))).toBe(true)
  })

  test.each([
    ['two databases', mongo, { ...mongo, 'db.namespace': 'stock' }],
    ['two systems', { ...mongo, 'db.system.name': 'redis' }, mongo],
    ['no databases', { 'http.request.method': 'GET' }, { 'http.request.method': 'GET' }],
    ['a call of no database', mongo, { 'http.request.method': 'GET' }],
  ])('tells %s apart', (_, outer, inner) => {
    expect(wrapsDatabaseCall(client(outer), client(inner))).toBe(false)
  })

  test('is about calls alone', () => {
    const internal = endedSpan({ attributes: mongo })
    expect(wrapsDatabaseCall(internal, client(mongo))).toBe(false)
    expect(wrapsDatabaseCall(client(mongo), internal)).toBe(false)
  })
})

describe('the map', () => {
  const root = '1111111111111111'
  const knex = '2222222222222222'
  const pg = '3333333333333333'
  const attributes = { 'db.system.name': 'postgresql', 'db.namespace': 'shop', 'server.address': 'db' }
  const spans = [
    endedSpan({ id: pg, kind: 'client', parent: knex, attributes }),
    endedSpan({ id: knex, kind: 'client', parent: root, attributes }),
    endedSpan({ id: root, kind: 'server' }),
  ]

  test('counts one call where a library stands on the driver', () => {
    const [segment] = convert(spans)
    const outer = segment?.subsegments?.[0]
    expect(outer).toMatchObject({ id: knex, name: 'shop@db', sql: { url: 'postgresql://db/shop' } })
    expect(outer).not.toHaveProperty('namespace')
    expect(outer?.subsegments).toMatchObject([{ id: pg, namespace: 'remote' }])
  })

  test('counts the call of a library whose driver says nothing', () => {
    expect(convert(spans.slice(1))[0]?.subsegments).toMatchObject([{ id: knex, namespace: 'remote' }])
  })

  test('counts each where nothing is nested', () => {
    const namespaces = convert(spans, { nest: false }).map(({ namespace }) => namespace)
    expect(namespaces).toEqual(['remote', 'remote', undefined])
  })
})
