import { expect, test } from 'vitest'
import { Claims } from '../../src/segment/claims.ts'
import { Namesakes } from '../../src/segment/namesakes.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const scope = { name: 'pg', version: '1.0.0' }
const span = { ...endedSpan({ kind: 'client' }), instrumentationScope: scope }
const resource = { attributes: {} }
const query = (text: string) => new Claims({ 'db.system.name': 'mysql', 'db.query.text': text })
const written = (text: string) => {
  return {
    name: 'shop',
    members: Buffer.from('"namespace":"remote"'),
    resource: undefined,
    kind: span.kind,
    statusCode: 0,
    scopeName: scope.name,
    scopeVersion: scope.version,
    claims: query(text),
  }
}

test('finds those that say the same, and no others', () => {
  const namesakes = new Namesakes(query('SELECT 1'))
  expect(namesakes.find(span, query('SELECT 1'), undefined)).toBeUndefined()
  namesakes.keep(written('SELECT 1'))
  expect(namesakes.find(span, query('SELECT 1'), undefined)?.name).toBe('shop')
  expect(namesakes.find(span, query('SELECT 2'), undefined)).toBeUndefined()
  expect(namesakes.find(span, query('SELECT 1'), resource)).toBeUndefined()
  for (const difference of [
    { kind: 0 },
    { status: { code: 2 } },
    { instrumentationScope: undefined },
    { instrumentationScope: { ...scope, version: '2.0.0' } },
  ])
    expect(namesakes.find({ ...span, ...difference }, query('SELECT 1'), undefined)).toBeUndefined()
})

test('keeps a bounded number, the latest among them, and knows what they take', () => {
  const namesakes = new Namesakes(query('SELECT 1'))
  const texts = Array.from(
    { length: 500 },
    (_, index) => `SELECT ${index} FROM carts WHERE id = ${index * 7919}`,
  )
  for (const text of texts) {
    namesakes.keep(written(text))
    expect(namesakes.find(span, query(text), undefined)).toBeDefined()
  }
  const kept = texts.filter(text => namesakes.find(span, query(text), undefined))
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.length).toBeLessThanOrEqual(64)
  expect(namesakes.bytes).toBeGreaterThan(kept.length * 1000)
  expect(namesakes.bytes).toBeLessThan(kept.length * 1200)
  namesakes.forget()
  expect(namesakes.bytes).toBe(0)
  expect(namesakes.find(span, query(texts.at(-1)!), undefined)).toBeUndefined()
})

test('says that they come again as long as every other one is found', () => {
  const namesakes = new Namesakes(query('SELECT 1'))
  namesakes.keep(written('SELECT 1'))
  for (let count = 0; count < 99; count++) {
    namesakes.find(span, query(`SELECT ${2 + count}`), undefined)
    expect(namesakes.comeAgain).toBe(true)
  }
  namesakes.find(span, query('SELECT 0'), undefined)
  expect(namesakes.comeAgain).toBe(false)
  for (let count = 0; count < 100; count++) namesakes.find(span, query('SELECT 1'), undefined)
  expect(namesakes.comeAgain).toBe(true)
})
