const VARINT = 0
const LENGTH_DELIMITED = 2

/**
 * One field of a protobuf message: its tag, and the number, text or message.
 *
 *     (2, 'no') → <12 02 6e 6f>    (1, 150) → <08 96 01>
 *
 * @param value a whole number from 0 to 2^53, a text, or the bytes of a message
 */
export function protobufField(number: number, value: number | string | Uint8Array): Buffer {
  if (typeof value === 'number') return Buffer.from([...varint(number * 8 + VARINT), ...varint(value)])
  const bytes = Buffer.from(value as string)
  return Buffer.concat([
    Buffer.from([...varint(number * 8 + LENGTH_DELIMITED), ...varint(bytes.length)]),
    bytes,
  ])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80)
  bytes.push(left)
  return bytes
}
