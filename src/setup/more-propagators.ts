import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3'
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger'

/** The propagators that few apps ask for, by their names in `OTEL_PROPAGATORS`. */
export const MORE_PROPAGATORS = {
  b3: () => new B3Propagator(),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  jaeger: () => new JaegerPropagator(),
}

export type MorePropagators = typeof MORE_PROPAGATORS
