import { expect, test } from 'vitest'
import { Claims } from '../../src/segment/claims.ts'
import { Namesakes } from '../../src/segment/namesakes.ts'
import { resourceText } from '../../src/segment/resource.ts'
import { spanTree } from '../../src/segment/span-tree.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const scope = { name: 'pg', version: '1.0.0' }
const resource = resourceText({ attributes: {} })
const attributesOf = (text: string) => {
  return { 'db.system.name': 'mysql', 'db.query.text': text }
}
const query = (text: string, more: object = {}) => {
  const span = endedSpan({ kind: 'client', parent: '1'.repeat(16), attributes: attributesOf(text) })
  return spanTree([{ ...span, instrumentationScope: scope, ...more }], true)[0]!
}
const written = (text: string) => {
  return {
    name: 'shop',
    members: Buffer.from('"namespace":"remote"'),
    resource: undefined,
    isLocalRoot: false,
    kind: 2,
    statusCode: 0,
    scopeName: scope.name,
    scopeVersion: scope.version,
    claims: new Claims(attributesOf(text)),
  }
}

test('finds those that say the same, and no others', () => {
  const namesakes = new Namesakes(new Claims(attributesOf('SELECT 1')))
  expect(namesakes.find(query('SELECT 1'), undefined)).toBeUndefined()
  namesakes.keep(written('SELECT 1'))
  expect(namesakes.find(query('SELECT 1'), undefined)?.name).toBe('shop')
  expect(namesakes.find(query('SELECT 2'), undefined)).toBeUndefined()
  expect(namesakes.find(query('SELECT 1'), resource)).toBeUndefined()
  for (const difference of [
    { kind: 0 },
    { status: { code: 2 } },
    { parentSpanContext: undefined },
    { instrumentationScope: undefined },
    { instrumentationScope: { ...scope, version: '2.0.0' } },
  ])
    expect(namesakes.find(query('SELECT 1', difference), undefined)).toBeUndefined()
})

test('keeps a bounded number, the latest among them, and knows what they take', () => {
  const namesakes = new Namesakes(new Claims(attributesOf('SELECT 1')))
  const texts = Array.from(
    { length: 500 },
    (_, index) => `SELECT ${index} FROM carts WHERE id = ${index * 7919}`,
  )
  for (const text of texts) {
    namesakes.keep(written(text))
    expect(namesakes.find(query(text), undefined)).toBeDefined()
  }
  const kept = texts.filter(text => namesakes.find(query(text), undefined))
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.length).toBeLessThanOrEqual(64)
  expect(namesakes.bytes).toBeGreaterThan(kept.length * 1000)
  expect(namesakes.bytes).toBeLessThan(kept.length * 1200)
  namesakes.forget()
  expect(namesakes.bytes).toBe(0)
  expect(namesakes.find(query(texts.at(-1)!), undefined)).toBeUndefined()
})

test('says that they come again as long as every other one is found', () => {
  const namesakes = new Namesakes(new Claims(attributesOf('SELECT 1')))
  namesakes.keep(written('SELECT 1'))
  for (let count = 0; count < 99; count++) {
    namesakes.find(query(`SELECT ${2 + count}`), undefined)
    expect(namesakes.comeAgain).toBe(true)
  }
  namesakes.find(query('SELECT 0'), undefined)
  expect(namesakes.comeAgain).toBe(false)
  for (let count = 0; count < 100; count++) namesakes.find(query('SELECT 1'), undefined)
  expect(namesakes.comeAgain).toBe(true)
})
