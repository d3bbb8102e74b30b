import { type Span, SpanStatusCode } from '@opentelemetry/api'
import { asJson } from './as-json.ts'
import { textOf } from './text-of.ts'

/** Of an object that is no error. */
const MAX_MESSAGE_CHARS = 1000

/** Records what was thrown, of whatever type, and that the span failed by it. */
export function recordError(span: Span, thrown: unknown): void {
  const exception = isError(thrown) ? thrown : messageOf(thrown)
  span.recordException(exception)
  const message = typeof exception === 'string' ? exception : exception.message
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}

/** `{ code: 7 }` says more as JSON than as `[object Object]`. */
function messageOf(thrown: unknown): string {
  const text = textOf(thrown)
  return text.startsWith('[object ') ? JSON.stringify(asJson(thrown)).slice(0, MAX_MESSAGE_CHARS) : text
}

/** Errors of another realm are none to `instanceof`. */
function isError(thrown: unknown): thrown is Error {
  return typeof (thrown as Partial<Error> | null | undefined)?.message === 'string'
}
