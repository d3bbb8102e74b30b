import type { TextMapPropagator } from '@opentelemetry/api'
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { validHeaderValues, XRayPropagator } from '../propagation/index.ts'

const DEFAULT_PROPAGATORS = 'xray,tracecontext,baggage'

/**
 * In the order in which they read: each overrides what the one before found, so the one whose header wins is last.
 */
const PROPAGATORS: Readonly<Record<string, () => TextMapPropagator>> = {
  baggage: () => validHeaderValues(new W3CBaggagePropagator()),
  tracecontext: () => new W3CTraceContextPropagator(),
  xray: () => new XRayPropagator(),
}

/** The propagators that `OTEL_PROPAGATORS` lists, as one; `none` is none. An unknown name is a warning and left out. */
export function propagatorSetting(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): TextMapPropagator {
  const names = (environment.OTEL_PROPAGATORS || DEFAULT_PROPAGATORS).split(',').map(name => name.trim())
  for (const name of names) {
    if (name !== '' && name !== 'none' && !Object.hasOwn(PROPAGATORS, name)) {
      warn(
        `OTEL_PROPAGATORS names '${name}', which is no propagator here: write ${Object.keys(PROPAGATORS).join(', ')} or none`,
      )
    }
  }
  const chosen = Object.entries(PROPAGATORS).filter(([name]) => names.includes(name))
  return new CompositePropagator({ propagators: chosen.map(([, create]) => create()) })
}
