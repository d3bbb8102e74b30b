import { context, type Span } from '@opentelemetry/api'
import { getRPCMetadata } from '@opentelemetry/core'

/** The error that a request's span has got last: on its way out it passes several layers of a framework. */
const recorded = new WeakMap<Span, unknown>()

/**
 * Records on the span of the request that is being served, whatever span is active within it, the error that the app
 * gave its framework to answer. Where no request is served, nothing.
 */
export function recordRequestError(error: unknown): void {
  const span = getRPCMetadata(context.active())?.span
  if (!span?.isRecording() || recorded.get(span) === error) return
  recorded.set(span, error)
  span.recordException(typeof error === 'object' && error !== null ? (error as Error) : String(error))
}
