import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideReservoir } from '../../../src/local/sampling/divide-reservoir.ts'

test('divideReservoir() divides by demand, and evenly without any', () => {
  expect(
    divideReservoir(
      10,
      new Map([
        ['a', 300],
        ['b', 100],
      ]),
    ),
  ).toEqual(
    new Map([
      ['a', 8],
      ['b', 2],
    ]),
  )
  expect(
    divideReservoir(
      3,
      new Map([
        ['a', 0],
        ['b', 0],
      ]),
    ),
  ).toEqual(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  )
  expect(divideReservoir(5, new Map())).toEqual(new Map())
})

test('divideReservoir() gives away all there is, and no more, to nobody less than his whole share', () => {
  const demand = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(1000), {
    minKeys: 1,
    maxKeys: 8,
  })
  fc.assert(
    fc.property(fc.nat(100), demand, (size, requests) => {
      const shares = divideReservoir(size, new Map(Object.entries(requests)))
      const total = Object.values(requests).reduce((sum, each) => sum + each, 0)
      expect([...shares.values()].reduce((sum, each) => sum + each, 0)).toBe(size)
      for (const [client, share] of shares) {
        const exact = total > 0 ? (size * requests[client]!) / total : size / shares.size
        expect(Math.abs(share - exact)).toBeLessThan(1)
      }
    }),
  )
})
