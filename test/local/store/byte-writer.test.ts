import { expect, test } from 'vitest'
import { ByteWriter, HEADER_BYTES } from '../../../src/local/store/byte-writer.ts'

test('a ByteWriter takes a byte for what is small, and writes a text once', () => {
  const writer = new ByteWriter()
  for (const value of [0, 125, undefined]) writer.number(value)
  expect(writer.take()).toHaveLength(HEADER_BYTES + 3)
  writer.number(1.5)
  expect(writer.take()).toHaveLength(HEADER_BYTES + 9)
  for (let times = 0; times < 3; times++) writer.text('shop')
  expect(writer.take()).toHaveLength(HEADER_BYTES + 3 + 1 + 4)
})
