import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoteLongIntegers } from '../../../src/otlp/json/quote-long-integers.ts'

describe('quoteLongIntegers()', () => {
  test.each([
    ['{"t":1763800000123456789}', '{"t":"1763800000123456789"}'],
    [
      '{"t":-1763800000123456789 ,"u":[1763800000123456789]}',
      '{"t":"-1763800000123456789" ,"u":["1763800000123456789"]}',
    ],
    ['[1763800000123456789,"1763800000123456789"]', '["1763800000123456789","1763800000123456789"]'],
    [String.raw`["a\\",1763800000123456789,"\"",1]`, String.raw`["a\\","1763800000123456789","\"",1]`],
  ])('quotes in %s', (json, quoted) => expect(quoteLongIntegers(json)).toBe(quoted))

  test.each([
    '{"t":1763800000}',
    '{"t":"1763800000123456789"}',
    '{"t":"a: 1763800000123456789, b"}',
    String.raw`{"t":"a\": 1763800000123456789, b"}`,
    '[0.1763800000123456789,1763800000123456789.5,1763800000123456789e3]',
    '[1763800000123456789e3 ,2]',
    '[1.1763800000123456789,3]',
    '{"t":"cut off: 1763800000123456789,',
  ])('leaves %s as it is', json => expect(quoteLongIntegers(json)).toBe(json))

  test('changes nothing but long integers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.bigInt(10n ** 16n, 2n ** 63n), (value, integer) => {
        const json = JSON.stringify([value, 'INTEGER', value])
        const long = json.replace('"INTEGER"', `${integer}`)
        expect(JSON.parse(quoteLongIntegers(long))[1]).toBe(`${integer}`)
        expect(JSON.parse(quoteLongIntegers(json)).length).toBe(3)
      }),
    )
  })
})
