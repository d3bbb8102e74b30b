import { quoteValue } from '../../document/index.ts'
import type { OtlpStatus } from '../../otlp/index.ts'
import { inflateBody, isKnownEncoding, TooLarge } from './inflate-body.ts'
import { MAX_REQUEST_BYTES, TOO_LARGE } from './limits.ts'

/** A flag, and the length of the message in 32 bits. */
export const GRPC_PREFIX_BYTES = 5

/** The one message in the body of a gRPC request, or why there is none. */
export type GrpcMessage =
  | { readonly message: Buffer; readonly status?: undefined }
  | { readonly message?: undefined; readonly status: OtlpStatus }

/**
 * The message in the body of a gRPC request of one message.
 *
 *     <00 00 00 00 02 0a 00> → { message: <0a 00> }
 *
 * @param encoding what `grpc-encoding` says of messages whose flag is set
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export function readGrpcMessage(body: Buffer, encoding: string): GrpcMessage {
  if (body.length < GRPC_PREFIX_BYTES) return refuse('INVALID_ARGUMENT', 'The request holds no message')
  const flag = body[0]!
  const length = body.readUInt32BE(1)
  const message = body.subarray(GRPC_PREFIX_BYTES)
  if (message.length !== length) {
    return refuse(
      'INVALID_ARGUMENT',
      `The request has ${message.length} bytes behind a message's head that says ${length}; send one message`,
    )
  }
  if (flag === 0) return { message }
  if (flag !== 1) return refuse('INVALID_ARGUMENT', `The message has the flag ${flag}, which nobody knows`)
  if (encoding === 'identity')
    return refuse('INVALID_ARGUMENT', 'The message is compressed, and no grpc-encoding says how')
  if (!isKnownEncoding(encoding))
    return refuse(
      'UNIMPLEMENTED',
      `The message is ${quoteValue(encoding)} encoded; send it plain, or as gzip or deflate`,
    )
  try {
    return { message: inflateBody(message, encoding, MAX_REQUEST_BYTES) }
  } catch (error) {
    return error instanceof TooLarge
      ? refuse('RESOURCE_EXHAUSTED', TOO_LARGE)
      : refuse('INVALID_ARGUMENT', `The message is not ${encoding}, as its grpc-encoding says`)
  }
}

/** A message as it stands in a body. */
export function writeGrpcMessage(message: Buffer): Buffer {
  const prefix = Buffer.alloc(GRPC_PREFIX_BYTES)
  prefix.writeUInt32BE(message.length, 1)
  return Buffer.concat([prefix, message])
}

function refuse(code: OtlpStatus['code'], message: string): GrpcMessage {
  return { status: { code, message } }
}
