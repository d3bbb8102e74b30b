import { context, propagation, trace } from '@opentelemetry/api'
import { detectResources, envDetector } from '@opentelemetry/resources'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { isOff } from './is-off.ts'
import { LightContexts } from './light-contexts.ts'
import { processResource } from './process-resource.ts'
import { beginProcessState, type FunctionTracing, processState } from './process-state.ts'
import { xray } from './xray.ts'

/** Where OpenTelemetry's API keeps what was registered, whichever copy of it. */
const API = Symbol.for('opentelemetry.js.api.1')

/** A provider that somebody else registered. */
interface Provider {
  getDelegate?(): Provider
  forceFlush?(): Promise<void>
}

/**
 * What traces this process, for who has only code in it: what the preload began, else a set-up of the user's own, else
 * one that is begun here, without instrumentations. `undefined` when the environment turns tracing off.
 */
export function functionTracing(
  environment: Readonly<Record<string, string | undefined>>,
): FunctionTracing | undefined {
  const state = processState()
  if (state?.tracing) return state.tracing
  const registered = (globalThis as { [API]?: { trace?: Provider } })[API]?.trace
  if (registered) {
    const provider = registered.getDelegate?.() ?? registered
    return { flush: async () => provider.forceFlush?.() }
  }
  const tracing = startFunctionTracing({ ...environment })
  if (tracing) beginProcessState().tracing = tracing
  return tracing
}

function startFunctionTracing(environment: NodeJS.ProcessEnv): FunctionTracing | undefined {
  if (isOff(environment)) return undefined
  const { idGenerator, sampler, spanProcessors, textMapPropagator } = xray()
  const found = detectResources({ detectors: [envDetector] })
  const resource = processResource(environment, found, undefined)
  trace.setGlobalTracerProvider(new TracerProvider({ resource, idGenerator, sampler, spanProcessors }))
  context.setGlobalContextManager(new LightContexts())
  propagation.setGlobalPropagator(textMapPropagator)
  return {
    processor: spanProcessors.find(each => 'tellOfOpenSpans' in each) as FunctionTracing['processor'],
    flush: async () => void (await Promise.all(spanProcessors.map(processor => processor.forceFlush()))),
  }
}
