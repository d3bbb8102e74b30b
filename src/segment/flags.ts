import { isAwsCall } from './aws.ts'
import type { Claims } from './claims.ts'
import { type EndedSpan, STATUS_ERROR } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { textAttribute } from './text-attribute.ts'
import { wholeNumber } from './whole-number.ts'

/** Whose doing it was: the caller's (`error`), the caller's by asking too often (`throttle`), or the service's (`fault`). */
type Verdict = 'ok' | 'error' | 'throttle' | 'fault'

/**
 * Writes whose doing it was; only what is true. The HTTP status decides where there is one, else the gRPC status, else
 * the AWS error code, else the span's own status. An exception that was recorded decides nothing: it may have been
 * handled.
 *
 *     429 → "error":true,"throttle":true    404 → "error":true    503 → "fault":true
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function writeFlags(json: JsonWriter, span: EndedSpan, claims: Claims): void {
  const verdict =
    httpVerdict(span, claims) ?? grpcVerdict(claims) ?? awsVerdict(span, claims) ?? statusVerdict(span)
  json.flag('error', verdict === 'error' || verdict === 'throttle')
  json.flag('throttle', verdict === 'throttle')
  json.flag('fault', verdict === 'fault')
}

/** Several AWS services answer 400 to a caller who asks too often, and say so in the error code alone. */
function httpVerdict(span: EndedSpan, claims: Claims): Verdict | undefined {
  const status = claims.peekNumber('http.response.status_code', 'http.status_code')
  if (status === undefined) return undefined
  if (status === 429) return 'throttle'
  if (status >= 400 && status < 500) return awsVerdict(span, claims) === 'throttle' ? 'throttle' : 'error'
  return status >= 500 && status < 600 ? 'fault' : undefined
}

/** @see https://grpc.io/docs/guides/status-codes/ */
const GRPC_CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
]
const GRPC_ERRORS = new Set([1, 3, 5, 6, 7, 9, 11, 16])
const GRPC_FAULTS = new Set([2, 4, 12, 13, 14, 15])

function grpcVerdict(claims: Claims): Verdict | undefined {
  const recorded = claims.peek('rpc.grpc.status_code') ?? claims.peek('rpc.response.status_code')
  const named = typeof recorded === 'string' ? GRPC_CODES.indexOf(recorded.toUpperCase()) : -1
  const code = named < 0 ? wholeNumber(recorded) : named
  if (code === undefined) return undefined
  if (code === 8) return 'throttle'
  if (GRPC_ERRORS.has(code)) return 'error'
  return GRPC_FAULTS.has(code) ? 'fault' : undefined
}

/** What AWS services and their SDKs call it when a caller asks too often. */
const AWS_THROTTLED =
  /^(?:Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|ProvisionedThroughputExceeded|BandwidthLimitExceeded|LimitExceeded|PriorRequestNotComplete|SlowDown|TransactionInProgress|EC2Throttled)/
const AWS_CLIENT_ERROR =
  /^(?:AccessDenied|Validation|InvalidParameter|ConditionalCheckFailed|TransactionCanceled|UnrecognizedClient|ExpiredToken|NoSuch)|(?:NotFound|AlreadyExists|Conflict|NotAuthorized|Malformed)(?:Exception|Fault)?$/

function awsVerdict(span: EndedSpan, claims: Claims): Verdict | undefined {
  if (span.status.code !== STATUS_ERROR || !isAwsCall(claims)) return undefined
  const code = awsErrorCode(span, claims)
  if (code === undefined) return undefined
  if (AWS_THROTTLED.test(code)) return 'throttle'
  return AWS_CLIENT_ERROR.test(code) ? 'error' : undefined
}

/** The AWS error's name; the SDK's instrumentation has it only in the exception that it recorded. */
function awsErrorCode({ events }: EndedSpan, claims: Claims): string | undefined {
  const type = claims.peekText('aws.error.code') ?? claims.peekText('error.type')
  if (type !== undefined && !/^\d+$/.test(type)) return type
  return textAttribute(
    events.findLast(event => event.name === 'exception')?.attributes ?? {},
    'exception.type',
  )
}

function statusVerdict({ status }: EndedSpan): Verdict {
  return status.code === STATUS_ERROR ? 'fault' : 'ok'
}
