import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEntitySelector } from '../../src/filter/index.ts'

test.each([
  ['service("shop")', { kind: 'service', service: { name: 'shop' } }],
  ['service()', { kind: 'service', service: {} }],
  [
    'edge("shop", id(name: "pay", type: "remote"))',
    { kind: 'edge', from: { name: 'shop' }, to: { name: 'pay', type: 'remote' } },
  ],
  ['id(name: "shop", type: "client")', { kind: 'service', service: { name: 'shop', type: 'client' } }],
])('reads %s', (text, selector) => {
  expect(parseEntitySelector(text)).toEqual({ selector })
})

test.each([
  ['fault', 'column 1: "fault" cannot stand here; expected service, edge, a name in double quotes or id'],
  ['service("shop") { fault }', 'column 19: a selector takes no braces'],
  ['edge("a", "b") AND ok', 'column 16: "AND" cannot stand here'],
])('says what is wrong with %s', (text, message) => {
  expect(parseEntitySelector(text).error?.message).toContain(message)
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(service|edge|id|[(){},:"a ])*$/), text => {
      expect(Object.keys(parseEntitySelector(text))).toHaveLength(1)
    }),
  )
})
