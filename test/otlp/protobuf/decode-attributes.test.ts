import { describe, expect, test } from 'vitest'
import { type DecodedAttributes, decodeAttribute } from '../../../src/otlp/protobuf/decode-attributes.ts'
import { protobufField } from '../../../src/otlp/protobuf/protobuf-field.ts'
import { ProtobufReader } from '../../../src/otlp/protobuf/protobuf-reader.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'

const type = messageType('KeyValue')

function decode(...attributes: object[]): DecodedAttributes {
  const decoded: DecodedAttributes = {}
  for (const attribute of attributes)
    decodeAttribute(new ProtobufReader(type.encodeDelimited(type.fromObject(attribute)).finish()), decoded)
  return decoded
}

const read = (value: object) => decode({ key: 'k', value }).k

describe('decodeAttribute()', () => {
  test.each([
    [{ stringValue: 'ö' }, 'ö'],
    [{ stringValue: '' }, ''],
    [{ boolValue: false }, false],
    [{ intValue: -5 }, -5],
    [{ intValue: '9007199254740993' }, 9007199254740993n],
    [{ doubleValue: 0.5 }, 0.5],
    [{ doubleValue: Number.NaN }, Number.NaN],
    [{ bytesValue: Buffer.from([1, 2]) }, Uint8Array.of(1, 2)],
    [{ arrayValue: { values: [{ intValue: 1 }, {}, { stringValue: 'a' }] } }, [1, null, 'a']],
    [
      { kvlistValue: { values: [{ key: 'a', value: { boolValue: true } }, { key: 'b' }] } },
      { a: true, b: null },
    ],
    [{}, null],
  ])('gives %j as JavaScript has it', (any, value) => expect(read(any)).toEqual(value))

  test('gives a value that outlives the request', () => {
    const bytes = type
      .encodeDelimited(type.fromObject({ key: 'k', value: { bytesValue: Buffer.from([7]) } }))
      .finish()
    const decoded: DecodedAttributes = {}
    decodeAttribute(new ProtobufReader(bytes), decoded)
    bytes.fill(0)
    expect(decoded.k).toEqual(Uint8Array.of(7))
  })

  test('looks 32 levels deep', () => {
    let any = protobufField(1, 'bottom')
    for (let level = 0; level < 10_000; level++) any = protobufField(5, protobufField(1, any))
    const attribute = protobufField(1, Buffer.concat([protobufField(1, 'k'), protobufField(2, any)]))
    const decoded: DecodedAttributes = {}
    decodeAttribute(new ProtobufReader(attribute.subarray(1)), decoded)
    let value = decoded.k
    let levels = 0
    for (; Array.isArray(value); levels++) value = value[0]
    expect({ levels, value }).toEqual({ levels: 32, value: '[too deep]' })
  })

  test('keeps an attribute of the name __proto__ to itself, even twice', () => {
    const attribute = (stringValue: string) => ({ key: '__proto__', value: { stringValue } })
    const decoded = decode(attribute('a'), attribute('b'))
    expect(Object.entries(decoded)).toEqual([['__proto__', 'b']])
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype)
  })
})
