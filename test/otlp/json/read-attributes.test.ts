import { describe, expect, test } from 'vitest'
import { readAttributes } from '../../../src/otlp/json/read-attributes.ts'

const readValue = (value: unknown) => readAttributes({ attributes: [{ key: 'k', value }] }).k

describe('readAttributes()', () => {
  test('gives no attribute for none', () => expect(readAttributes({})).toEqual({}))

  test.each([
    [{ stringValue: '' }, ''],
    [{ string_value: 'a' }, 'a'],
    [{ boolValue: false }, false],
    [{ intValue: '3' }, 3],
    [{ intValue: -3 }, -3],
    [{ intValue: '9007199254740993' }, 9007199254740993n],
    [{ intValue: '-9223372036854775808' }, -9223372036854775808n],
    [{ intValue: '100000000000000000000' }, 1e20],
    [{ intValue: 1e300 }, 1e300],
    [{ doubleValue: 1.5 }, 1.5],
    [{ doubleValue: '-1.5e-7' }, -1.5e-7],
    [{ doubleValue: 'NaN' }, Number.NaN],
    [{ doubleValue: '-Infinity' }, Number.NEGATIVE_INFINITY],
    [{ doubleValue: '12345678901234567000' }, 12345678901234567000],
    [{ bytesValue: 'AP+A' }, new Uint8Array([0, 255, 128])],
    [{ bytesValue: 'AP-A_w' }, new Uint8Array([0, 255, 128, 255])],
    [{ arrayValue: {} }, []],
    [{ arrayValue: { values: [{ stringValue: 'a' }, { intValue: 1 }, {}] } }, ['a', 1, null]],
    [
      { kvlistValue: { values: [{ key: 'a', value: { arrayValue: { values: [{ boolValue: true }] } } }] } },
      { a: [true] },
    ],
    [{}, null],
    [null, null],
    [{ valueOfTomorrow: 1 }, null],
  ])('reads %j', (any, value) => expect(readValue(any)).toEqual(value))

  test.each([
    [{ stringValue: 1 }, 'attributes[0].value.stringValue is 1; write a text'],
    [{ intValue: '1.5' }, 'attributes[0].value.intValue is "1.5"; write a whole number, in digits'],
    [{ intValue: 1.5 }, 'attributes[0].value.intValue is 1.5; write a whole number, in digits'],
    [{ boolValue: 'true' }, 'attributes[0].value.boolValue is "true"; write true or false'],
    [
      { doubleValue: 'one' },
      'attributes[0].value.doubleValue is "one"; write a number, "NaN", "Infinity" or "-Infinity"',
    ],
    [{ bytesValue: '§' }, 'attributes[0].value.bytesValue is "§"; write base64'],
    ['text', 'attributes[0].value is "text"; write an object such as {"stringValue":"…"}'],
    [{ arrayValue: [] }, 'attributes[0].value.arrayValue is a list; write an object such as {"values":[…]}'],
    [
      { arrayValue: { values: [{}, { intValue: true }] } },
      'attributes[0].value.arrayValue.values[1].intValue is true; write a whole number, in digits',
    ],
    [
      { kvlistValue: { values: [{ key: 5 }] } },
      'attributes[0].value.kvlistValue.values[0].key is 5; write a text',
    ],
  ])('refuses %j', (any, message) =>
    expect(() => readValue(any)).toThrow(expect.objectContaining({ message })),
  )

  test('looks 32 levels deep', () => {
    let any: unknown = { stringValue: 'bottom' }
    for (let level = 0; level < 100_000; level++) any = { arrayValue: { values: [any] } }
    let value = readValue(any)
    let levels = 0
    for (; Array.isArray(value); levels++) value = value[0]
    expect({ levels, value }).toEqual({ levels: 32, value: '[too deep]' })
  })

  test('keeps an attribute of the name __proto__ to itself', () => {
    const attributes = readAttributes({ attributes: [{ key: '__proto__', value: { stringValue: 'a' } }] })
    expect(Object.entries(attributes)).toEqual([['__proto__', 'a']])
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype)
  })

  test('gives the last of two values of one key', () => {
    const attributes = ['a', 'b'].map(stringValue => ({ key: 'k', value: { stringValue } }))
    expect(readAttributes({ attributes })).toEqual({ k: 'b' })
  })
})
