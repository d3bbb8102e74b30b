import { beginProcessState, type FunctionTracing, processState } from './process-state.ts'
import { startTracing } from './start-tracing.ts'

/** Where OpenTelemetry's API keeps what was registered, whichever copy of it. */
const API = Symbol.for('opentelemetry.js.api.1')

/** A provider that somebody else registered. */
interface Provider {
  getDelegate?(): Provider
  forceFlush?(): Promise<void>
}

/**
 * What traces this process, for who has only code in it: what the preload began, else a set-up of the user's own, else
 * one that is begun here. `undefined` when the environment turns tracing off.
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
  const tracing = startTracing({ ...environment }, undefined)
  if (tracing) beginProcessState().tracing = tracing
  return tracing
}
