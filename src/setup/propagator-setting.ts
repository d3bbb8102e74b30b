import type { TextMapPropagator } from '@opentelemetry/api'
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { validHeaderValues, XRayPropagator } from '../propagation/index.ts'
import { listSetting } from './list-setting.ts'
import type { MorePropagators } from './more-propagators.ts'

const DEFAULT_PROPAGATORS = 'xray,tracecontext,baggage'

/**
 * In the order in which they read: each overrides what the one before found, so the one whose header wins is last.
 */
const PROPAGATORS: Readonly<Record<string, (more: () => MorePropagators) => TextMapPropagator>> = {
  jaeger: more => more().jaeger(),
  b3multi: more => more().b3multi(),
  b3: more => more().b3(),
  baggage: () => validHeaderValues(new W3CBaggagePropagator()),
  tracecontext: () => new W3CTraceContextPropagator(),
  xray: () => new XRayPropagator(),
}

/** Other names for one of them. Lambda's own context needs no propagator here: who wraps the handler reads it. */
const SYNONYMS: Readonly<Record<string, string>> = { 'xray-lambda': 'xray' }

/**
 * The propagators that `OTEL_PROPAGATORS` lists, as one; `none` is none. An unknown name is a warning and left out.
 *
 * @param more reads those that few apps ask for
 */
export function propagatorSetting(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
  more: () => MorePropagators,
): TextMapPropagator {
  const told = listSetting(environment.OTEL_PROPAGATORS || DEFAULT_PROPAGATORS)
  const names = told.includes('none') ? [] : told.map(name => SYNONYMS[name] ?? name)
  const unknown = names.filter(name => !Object.hasOwn(PROPAGATORS, name))
  for (const name of unknown) {
    warn(
      `OTEL_PROPAGATORS names '${name}', which is no propagator here: write xray, tracecontext, baggage, b3, b3multi, jaeger or none`,
    )
  }
  const chosen = Object.entries(PROPAGATORS).filter(([name]) => names.includes(name))
  return new CompositePropagator({ propagators: chosen.map(([, create]) => create(more)) })
}
