import { expect, test } from 'vitest'
import { readEdge, readService } from '../../src/filter/read-services.ts'
import { TokenReader } from '../../src/filter/token-reader.ts'
import { tokenize } from '../../src/filter/tokenize.ts'

const reader = (text: string) => new TokenReader(tokenize(text))
const neverInner = () => {
  throw new Error('there are no braces')
}

test.each([
  ['', {}],
  ['()', {}],
  ['("shop")', { name: 'shop' }],
  ['(id(type: "client", name: "shop"))', { name: 'shop', type: 'client' }],
  ['(ID(account.id:"123456789012"))', { accountId: '123456789012' }],
])('service%s', (text, service) => {
  expect(readService(reader(text), neverInner)).toEqual({ kind: 'service', service })
})

test('an edge has two ends', () => {
  expect(readEdge(reader('("shop", id(type: "remote"))'), neverInner)).toEqual({
    kind: 'edge',
    from: { name: 'shop' },
    to: { type: 'remote' },
  })
  expect(() => readEdge(reader('("shop")'), neverInner)).toThrow()
})
