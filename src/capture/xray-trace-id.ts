import { isSpanContextValid, trace } from '@opentelemetry/api'
import { toXRayTraceId } from '../ids/index.ts'

/**
 * The id of the active trace as X-Ray's console spells it, sampled or not; `undefined` where no span is active.
 *
 *     xrayTraceId() → '1-6921746b-5ac69fc467c01f3a268dc236'
 */
export function xrayTraceId(): string | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext()
  return spanContext && isSpanContextValid(spanContext) ? toXRayTraceId(spanContext.traceId) : undefined
}
