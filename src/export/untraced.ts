import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api'

/** Nobody's context, in which instrumentations make no spans: OpenTelemetry's own key. */
export const UNTRACED = ROOT_CONTEXT.setValue(
  createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'),
  true,
)
