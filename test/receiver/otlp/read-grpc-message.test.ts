import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readGrpcMessage, writeGrpcMessage } from '../../../src/receiver/otlp/read-grpc-message.ts'

const message = Buffer.from('a request')
const compressed = (bytes: Buffer) => Buffer.from(writeGrpcMessage(bytes).with(0, 1))

describe('readGrpcMessage()', () => {
  test('gives the message in the body', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        const body = writeGrpcMessage(Buffer.from(bytes))
        expect(readGrpcMessage(body, 'identity').message).toEqual(Buffer.from(bytes))
      }),
    )
    expect(readGrpcMessage(compressed(gzipSync(message)), 'gzip').message).toEqual(message)
  })

  test.each([
    ['no bytes', Buffer.alloc(0), 'identity', 'INVALID_ARGUMENT', 'The request holds no message'],
    [
      'a message that is cut off',
      writeGrpcMessage(message).subarray(0, -1),
      'identity',
      'INVALID_ARGUMENT',
      /8 bytes .* 9/,
    ],
    [
      'two messages',
      Buffer.concat([writeGrpcMessage(message), writeGrpcMessage(message)]),
      'identity',
      'INVALID_ARGUMENT',
      /23 bytes .* 9; send one message/,
    ],
    [
      'an unknown flag',
      Buffer.from(writeGrpcMessage(message).with(0, 2)),
      'identity',
      'INVALID_ARGUMENT',
      /the flag 2/,
    ],
    ['compressed in an unknown way', compressed(message), 'snappy', 'UNIMPLEMENTED', /"snappy" encoded/],
    [
      'compressed, and nobody says how',
      compressed(message),
      'identity',
      'INVALID_ARGUMENT',
      /no grpc-encoding/,
    ],
    ['not what it says', compressed(message), 'gzip', 'INVALID_ARGUMENT', /not gzip/],
    [
      'too large',
      compressed(gzipSync(Buffer.alloc(17 * 1024 * 1024))),
      'gzip',
      'RESOURCE_EXHAUSTED',
      /over 16,777,216 bytes/,
    ],
  ])('refuses a body that is %s', (_, body, encoding, code, words) => {
    const { status } = readGrpcMessage(body, encoding)
    expect(status).toMatchObject({ code, message: expect.stringMatching(words) })
  })
})
