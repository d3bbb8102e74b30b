import { protobufField } from './protobuf/protobuf-field.ts'

/** How a request is written, and its answer as well. */
export type OtlpFormat = 'json' | 'protobuf'

/**
 * The answer to a request that was taken: an `ExportTraceServiceResponse`, with a partial success where spans were
 * refused.
 *
 *     ('json', 2, 'spans[0].traceId is …') → {"partialSuccess":{"rejectedSpans":"2","errorMessage":"spans[0].traceId is …"}}
 *     ('protobuf', 0, '') → no bytes
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#partial-success
 */
export function writeExportResponse(format: OtlpFormat, refusedSpans: number, message: string): Buffer {
  const isWhole = refusedSpans === 0 && message === ''
  if (format === 'json') {
    const partialSuccess = { rejectedSpans: `${refusedSpans}`, errorMessage: message }
    return Buffer.from(JSON.stringify(isWhole ? {} : { partialSuccess }))
  }
  if (isWhole) return Buffer.alloc(0)
  return protobufField(1, Buffer.concat([protobufField(1, refusedSpans), protobufField(2, message)]))
}

/** Numbers of gRPC's status codes. */
export const GRPC_CODES = {
  INVALID_ARGUMENT: 3,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const

/** Why a request was not taken. */
export interface OtlpStatus {
  readonly code: keyof typeof GRPC_CODES
  readonly message: string
  /** When to send it again; without it there is no use in that. */
  readonly retryAfterSeconds?: number
}

/**
 * The answer to a request that was not taken: a `google.rpc.Status`.
 *
 *     ('json', { code: 'INVALID_ARGUMENT', message: 'The request is empty' }) → {"code":3,"message":"The request is empty"}
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#failures-1
 */
export function writeStatus(format: OtlpFormat, { code, message, retryAfterSeconds }: OtlpStatus): Buffer {
  const number = GRPC_CODES[code]
  if (format === 'json') {
    const details =
      retryAfterSeconds === undefined
        ? undefined
        : [{ '@type': RETRY_INFO, retryDelay: `${retryAfterSeconds}s` }]
    return Buffer.from(JSON.stringify({ code: number, message, details }))
  }
  const fields = [protobufField(1, number), protobufField(2, message)]
  if (retryAfterSeconds !== undefined) {
    // A RetryInfo that holds a Duration, in an Any.
    const retryInfo = protobufField(1, protobufField(1, retryAfterSeconds))
    fields.push(protobufField(3, Buffer.concat([protobufField(1, RETRY_INFO), protobufField(2, retryInfo)])))
  }
  return Buffer.concat(fields)
}

const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo'
