import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader } from '../../../src/local/store/byte-reader.ts'
import { ByteWriter } from '../../../src/local/store/byte-writer.ts'

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 127, 128, 2 ** 31 - 1, 2 ** 31, 1.5e9 + 0.25, undefined),
)
const text = fc.option(
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', '', 'x'.repeat(50_000))),
  {
    nil: undefined,
  },
)
const item = fc.oneof(
  number.map(value => ({ kind: 'number' as const, value })),
  text.map(value => ({ kind: 'text' as const, value })),
  text.map(value => ({ kind: 'uniqueText' as const, value })),
)

test('a ByteReader reads what a ByteWriter has written, time after time', () => {
  const writer = new ByteWriter()
  fc.assert(
    fc.property(fc.array(item), items => {
      for (const { kind, value } of items) writer[kind](value as never)
      const reader = new ByteReader(Buffer.from(writer.take()))
      for (const { kind, value } of items) expect(reader[kind]()).toBe(value)
    }),
  )
})
