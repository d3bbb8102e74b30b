import { expect, test } from 'vitest'
import { writeAnyValue, writeAttributes } from '../../../src/otlp/from-documents/write-any-value.ts'

test.each<[unknown, unknown]>([
  ['a', { stringValue: 'a' }],
  [true, { boolValue: true }],
  [7, { intValue: '7' }],
  [0.5, { doubleValue: 0.5 }],
  [1e300, { doubleValue: 1e300 }],
  [null, {}],
  [
    ['a', [1]],
    { arrayValue: { values: [{ stringValue: 'a' }, { arrayValue: { values: [{ intValue: '1' }] } }] } },
  ],
  [{ a: 1 }, { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } }],
])('%j', (value, written) => {
  expect(writeAnyValue(value)).toEqual(written)
})

test('attributes without a value are left out', () => {
  expect(writeAttributes({ a: undefined, b: false })).toEqual([{ key: 'b', value: { boolValue: false } }])
})
