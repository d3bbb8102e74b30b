import {
  type OtlpFormat,
  type OtlpRefusal,
  type OtlpStatus,
  parseOtlpJson,
  parseOtlpProtobuf,
  writeExportResponse,
} from '../../otlp/index.ts'
import type { EndedSpan } from '../../segment/index.ts'

/** Who takes the spans of OTLP requests. */
export interface SpanTaker {
  /** Takes all the spans of a request, or none: `false` says that there is no room now, and the caller comes again. */
  onSpans: (spans: readonly EndedSpan[]) => boolean
  /**
   * Called with what is not taken for good, of a request or the whole of it.
   *
   * @param spans how many it is about; 0 when that can't be known
   */
  onSpansRefused: (refusals: readonly OtlpRefusal[], spans: number) => void
}

/** What became of a request: the body of the answer, or why it was not taken. */
export type Taken =
  | { readonly response: Buffer; readonly status?: undefined }
  | { readonly response?: undefined; readonly status: OtlpStatus }

/** Callers that find no room come again after so long. */
const RETRY_AFTER_SECONDS = 1

export const NO_ROOM: OtlpStatus = {
  code: 'UNAVAILABLE',
  message: 'There is no room for more spans now; send them again',
  retryAfterSeconds: RETRY_AFTER_SECONDS,
}

/** Reads a request and hands on its spans. */
export function takeRequest(body: Buffer, format: OtlpFormat, taker: SpanTaker): Taken {
  const { request, refusal } =
    format === 'json' ? parseOtlpJson(body.toString('utf8')) : parseOtlpProtobuf(body)
  if (refusal) {
    taker.onSpansRefused([refusal], 0)
    return { status: { code: 'INVALID_ARGUMENT', message: refusal.message } }
  }
  const { spans, refusals, refusedSpans } = request
  if (spans.length > 0 && !taker.onSpans(spans)) return { status: NO_ROOM }
  if (refusals.length > 0) taker.onSpansRefused(refusals, refusedSpans)
  return { response: writeExportResponse(format, refusedSpans, refusals[0]?.message ?? '') }
}
