import { type Span, SpanStatusCode } from '@opentelemetry/api'
import { exceptionOf } from '../error/index.ts'

/** Records what was thrown, of whatever type, and that the span failed by it. */
export function recordError(span: Span, thrown: unknown): void {
  const { exception, message } = exceptionOf(thrown)
  span.recordException(exception)
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}
