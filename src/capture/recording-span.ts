import { type Attributes, type Span, trace } from '@opentelemetry/api'

/** A span of OpenTelemetry's SDK, which lets its attributes be read. */
type ReadableSpan = Span & { readonly attributes?: Attributes }

/** The active span, or `undefined` where there is none or it records nothing. */
export function recordingSpan(): ReadableSpan | undefined {
  const span = trace.getActiveSpan()
  return span?.isRecording() ? span : undefined
}
