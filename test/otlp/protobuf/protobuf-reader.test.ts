import fc from 'fast-check'
import protobuf from 'protobufjs'
import { describe, expect, test } from 'vitest'
import { ProtobufReader } from '../../../src/otlp/protobuf/protobuf-reader.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'

const readerOf = (...bytes: number[]) => new ProtobufReader(Uint8Array.from(bytes))
const written = (write: (writer: protobuf.Writer) => void) => {
  const writer = protobuf.Writer.create()
  write(writer)
  return new ProtobufReader(writer.finish())
}
/** A reader that stands before the number. */
function int64Reader(long: bigint): ProtobufReader {
  const type = messageType('AnyValue')
  const reader = new ProtobufReader(type.encode(type.fromObject({ intValue: `${long}` })).finish())
  reader.tag()
  return reader
}
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

describe('ProtobufReader', () => {
  test('reads numbers as protobufjs writes them', () => {
    fc.assert(
      fc.property(int64, fc.nat(0xffff_ffff), fc.double(), fc.boolean(), (long, short, double, flag) => {
        const reader = written(writer => writer.uint32(short).fixed32(short).double(double).bool(flag))
        expect(BigInt(int64Reader(long).int64())).toBe(long)
        expect(reader.varint()).toBe(short)
        expect(reader.fixed32()).toBe(short)
        expect(reader.double()).toBe(double)
        expect(reader.boolean()).toBe(flag)
        expect(reader.at).toBe(reader.length)
      }),
    )
  })

  test('gives a whole number as a number where that is exact, else as a BigInt', () => {
    const read = (long: bigint) => int64Reader(long).int64()
    expect([7n, -1n, 2n ** 53n - 1n, 2n ** 53n, -(2n ** 63n)].map(read)).toEqual([
      7,
      -1,
      Number.MAX_SAFE_INTEGER,
      2n ** 53n,
      -(2n ** 63n),
    ])
  })

  test('reads times to the nanosecond', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), nanos => {
        const bytes = Buffer.alloc(8)
        bytes.writeBigUInt64LE(nanos)
        const [seconds, rest] = new ProtobufReader(bytes).time()!
        expect(BigInt(seconds) * 1_000_000_000n + BigInt(rest)).toBe(nanos)
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(rest).toBeLessThan(1e9)
      }),
      { numRuns: 1000 },
    )
    expect(new ProtobufReader(new Uint8Array(8)).time()).toBeUndefined()
  })

  test('reads a piece of a larger buffer', () => {
    const bytes = Buffer.from([9, 9, 2, 0x68, 0x69, 9]).subarray(2, 5)
    expect(new ProtobufReader(bytes).text()).toBe('hi')
  })

  test('goes over what it does not know: numbers, bytes, and groups in groups', () => {
    const bytes = [
      ...[0x08, 0x96, 0x01],
      ...[0x11, 1, 2, 3, 4, 5, 6, 7, 8],
      ...[0x1a, 2, 1, 2],
      ...[0x23, 0x2b, 0x08, 1, 0x2c, 0x24],
      ...[0x2d, 1, 2, 3, 4],
    ]
    const reader = readerOf(...bytes)
    const seen: number[] = []
    while (reader.at < reader.length) {
      const tag = reader.tag()
      seen.push(tag >>> 3)
      reader.skip(tag, [])
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  const skip = (reader: ProtobufReader) => reader.skip(reader.tag(), ['', 'name'])
  test.each([
    [
      'a number that is cut off',
      [0x80],
      (reader: ProtobufReader) => reader.varint(),
      'at byte 1 a number is cut off',
    ],
    [
      'a number without end',
      Array(11).fill(0x80),
      (reader: ProtobufReader) => reader.varint(),
      /over 10 bytes/,
    ],
    [
      'a text that is cut off',
      [5, 0x61],
      (reader: ProtobufReader) => reader.text(),
      '5 bytes should follow and 1 are left',
    ],
    [
      'half a time',
      [1, 2, 3, 4],
      (reader: ProtobufReader) => reader.time(),
      '4 bytes should follow and 0 are left',
    ],
    [
      'a length over 32 bits',
      Array(6).fill(0x80).concat(1),
      (reader: ProtobufReader) => reader.hex(),
      'over 32 bits',
    ],
    ['a field of no number', [0x02, 0], skip, 'a field has the number 0'],
    ['a known field of another type', [0x08, 1], skip, "name has the wire type 0, which is another's"],
    ['a wire type that does not exist', [0x17], skip, 'wire type 7'],
    ['the end of no group', [0x14], skip, 'wire type 4'],
    ['a group without end', [0x13, 0x08, 1], skip, 'a number is cut off'],
    ['a group that another ends', [0x13, 0x1c], skip, 'a group ends that did not begin'],
    ['groups without end', Array(100).fill(0x13), skip, 'over 32 groups stand in each other'],
  ])('refuses %s', (_, bytes, read, message) => {
    expect(() => read(readerOf(...bytes))).toThrow(
      expect.objectContaining({ name: 'MalformedProtobuf', message: expect.stringMatching(message) }),
    )
  })

  test('refuses a message that ends within a field', () => {
    const reader = readerOf(2, 0x0a, 3, 1, 2, 3)
    const end = reader.beginMessage()
    reader.tag()
    reader.text()
    expect(() => reader.endMessage(end)).toThrow('a field runs over byte 3, where its message ends')
  })
})
