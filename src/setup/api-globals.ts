import {
  type ContextManager,
  context,
  type DiagLogger,
  type ProxyTracerProvider,
  propagation,
  type TextMapPropagator,
  type TraceAPI,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { LightContexts } from './light-contexts.ts'

/** What the copies of OpenTelemetry's API in a process share, as far as we read it. */
interface ApiGlobals {
  trace?: TracerProvider
  context?: ContextManager
  propagation?: TextMapPropagator
  diag?: DiagLogger
}

/** What is registered in this process so far, by whatever copy of the API; `undefined` when nothing is. */
export function apiGlobals(): ApiGlobals | undefined {
  return (globalThis as { [key: symbol]: ApiGlobals | undefined })[Symbol.for('opentelemetry.js.api.1')]
}

/**
 * Registers a tracer provider and a propagator for the process, over those that are there. The tracers that were
 * given to instrumentations before come from the provider as soon as they are used; the context manager stays the one
 * that is there.
 */
export function registerGlobals(provider: TracerProvider, propagator: TextMapPropagator): void {
  const earlier = apiGlobals()
  // The class is another one when the provider came from another copy of the API.
  if (earlier?.trace && 'setDelegate' in earlier.trace)
    (earlier.trace as ProxyTracerProvider).setDelegate(provider)
  else trace.setGlobalTracerProvider(provider)
  if (!earlier?.context) context.setGlobalContextManager(new LightContexts())
  if (earlier?.propagation) propagation.disable()
  propagation.setGlobalPropagator(propagator)
}

/**
 * Has the tracers that were given out before us come from this provider: the app's own copies of the API gave them out,
 * and look for a provider only where they themselves have registered one.
 */
export function adoptEarlierTracers(provider: TracerProvider): void {
  const { requiredTrace, importTrace } = require('./app-api.cjs') as typeof import('./app-api.ts')
  const register = (copy: TraceAPI) => {
    trace.disable()
    copy.setGlobalTracerProvider(provider)
  }
  register(requiredTrace)
  importTrace().then(
    copy => void (copy !== requiredTrace && register(copy)),
    () => {},
  )
}
