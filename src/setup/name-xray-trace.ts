import type { Span } from '@opentelemetry/api'
import { toXRayTraceId } from '../ids/index.ts'

/**
 * Adds to a log record, beside the `trace_id` and `span_id` that OpenTelemetry gives it, the trace as X-Ray's console and
 * Powertools for AWS Lambda look for it: `xray_trace_id: '1-6921746b-5ac69fc467c01f3a268dc236'`.
 */
export function nameXRayTrace(span: Span, record: Record<string, unknown>): void {
  record.xray_trace_id = toXRayTraceId(span.spanContext().traceId)
}
