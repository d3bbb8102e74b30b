import type { Link, Span } from '@opentelemetry/api'
import { parseTraceHeader } from '../propagation/index.ts'
import { type AwsCall, awsResultAttributes, type Fields } from './aws-call.ts'

/** What a middleware of an AWS SDK v3 client gets back. */
export interface AwsResponse {
  /** The HTTP response. */
  readonly response?: unknown
  readonly output: Fields & { readonly $metadata?: AwsResponseMetadata }
}

/** What the SDK tells of each call, of one that failed in its error. */
export interface AwsResponseMetadata {
  readonly attempts?: number
  readonly extendedRequestId?: string
  readonly httpStatusCode?: number
  readonly requestId?: string
}

/** Records how a call was answered: ids, status, retries, size, what its output names, and who sent its messages. */
export function recordAwsResponse(span: Span, call: AwsCall, { response, output }: AwsResponse): void {
  recordResponseMetadata(span, output.$metadata)
  recordSize(span, response)
  span.setAttributes(awsResultAttributes(call, output))
  span.addLinks(sendersOf(output.Messages))
}

/** Of a call that failed there is no more. */
export function recordResponseMetadata(span: Span, metadata: AwsResponseMetadata = {}): void {
  const { attempts = 1, extendedRequestId, httpStatusCode, requestId } = metadata
  if (requestId) span.setAttribute('aws.request.id', requestId)
  if (extendedRequestId) span.setAttribute('aws.request.extended_id', extendedRequestId)
  if (httpStatusCode) span.setAttribute('http.response.status_code', httpStatusCode)
  if (attempts > 1) span.setAttribute('http.request.resend_count', attempts - 1)
}

function recordSize(span: Span, response: unknown): void {
  const length = (response as { headers?: Fields } | undefined)?.headers?.['content-length']
  if (typeof length === 'string' && /^\d{1,15}$/.test(length))
    span.setAttribute('http.response.body.size', Number(length))
}

/** Links to those who sent the messages, where the call asked for their `AWSTraceHeader`. */
function sendersOf(messages: unknown): Link[] {
  if (!Array.isArray(messages)) return []
  return messages.flatMap((message: { Attributes?: Fields; MessageId?: string }) => {
    const header = parseTraceHeader(String(message.Attributes?.AWSTraceHeader ?? ''))
    if (!header?.parentId) return []
    const { parentId: spanId, sampled, traceId } = header
    const attributes = message.MessageId ? { 'messaging.message.id': message.MessageId } : {}
    return { context: { traceId, spanId, traceFlags: sampled ? 1 : 0, isRemote: true }, attributes }
  })
}
