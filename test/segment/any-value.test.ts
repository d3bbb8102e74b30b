import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyValue, quote } from '../../src/segment/any-value.ts'

describe('quote()', () => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(JSON.parse(quote(text))).toBe(text)
      }),
    )
  })

  test('makes an unpaired surrogate U+FFFD', () => {
    expect(JSON.parse(quote('a\ud800b'))).toBe('a\ufffdb')
  })
})

describe('anyValue()', () => {
  test('writes whatever JSON can hold as JSON.stringify() does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(anyValue(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test.each([
    ['NaN', Number.NaN, '"NaN"'],
    ['Infinity', Number.NEGATIVE_INFINITY, '"-Infinity"'],
    ['a BigInt', 12345678901234567890n, '"12345678901234567890"'],
    ['bytes', new Uint8Array([1, 2, 255]), '"AQL/"'],
    ['null', null, 'null'],
    ['a hole in a list', [1, undefined], '[1,null]'],
    ['an undefined member', { a: undefined, b: 1 }, '{"b":1}'],
    ['a function', () => 1, '"[function]"'],
    ['a symbol', Symbol('s'), '"[symbol]"'],
    ['a symbol in a list', [Symbol('s')], '["[symbol]"]'],
    ['the middle of a buffer', new Uint8Array([9, 1, 2, 255, 9]).subarray(1, 4), '"AQL/"'],
    ['nothing', undefined, ''],
  ])('writes %s', (_, value, json) => {
    expect(anyValue(value)).toBe(json)
  })

  test('ends on a cycle, wide or narrow', () => {
    const wide: unknown[] = []
    wide.push(...Array.from({ length: 100 }, () => wide))
    expect(anyValue(wide)).toContain('[too deep]')
    expect(anyValue(wide).length).toBeLessThan(10_000_000)
    const narrow: Record<string, unknown> = {}
    narrow.self = narrow
    expect(JSON.parse(anyValue(narrow))).toHaveProperty('self.self.self')
  })

  test.each([
    ['lists', (inner: unknown) => [inner]],
    ['objects', (inner: unknown) => ({ a: inner })],
  ])('looks sixteen levels into %s', (_, around) => {
    const nested = (levels: number) => Array(levels).fill(0).reduce(around, 7)
    expect(anyValue(nested(16))).toBe(JSON.stringify(nested(16)))
    expect(anyValue(nested(17))).toBe(JSON.stringify(nested(16)).replace('7', '"[too deep]"'))
  })

  test('looks into two thousand objects and lists', () => {
    expect(JSON.parse(anyValue(Array(1999).fill({})))).toEqual(Array(1999).fill({}))
    expect(JSON.parse(anyValue(Array(2000).fill({}))).at(-1)).toBe('[too deep]')
  })

  test('survives a getter that throws', () => {
    const value = Object.defineProperty({}, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(anyValue([value, 1])).toBe('["[unreadable]",1]')
  })

  test('survives a proxy that has been revoked', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(anyValue(proxy)).toBe('"[unreadable]"')
  })

  test('never throws on anything, and gives JSON', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withTypedArray: true,
          withNullPrototype: true,
        }),
        value => {
          const json = anyValue(value)
          if (json !== '') JSON.parse(json)
        },
      ),
    )
  })
})
