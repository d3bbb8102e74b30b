import { type Tracer, trace } from '@opentelemetry/api'

/** Our tracer, of the provider that is registered by now. */
export function tracer(): Tracer {
  return trace.getTracer('spanray')
}
