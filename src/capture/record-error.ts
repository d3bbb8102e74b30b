import { type Span, SpanStatusCode } from '@opentelemetry/api'
import { textOf } from './text-of.ts'

/** Records what was thrown, of whatever type, and that the span failed by it. */
export function recordError(span: Span, thrown: unknown): void {
  const exception = isError(thrown) ? thrown : textOf(thrown)
  span.recordException(exception)
  const message = typeof exception === 'string' ? exception : exception.message
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}

/** Errors of another realm are none to `instanceof`. */
function isError(thrown: unknown): thrown is Error {
  return typeof (thrown as Partial<Error> | null | undefined)?.message === 'string'
}
