import type { DiagLogger } from '@opentelemetry/api'
import { apiGlobals } from './api-globals.ts'

/** A refused registration, with its stack behind it. */
const REFUSED = /Attempted duplicate registration of API: (trace|context|propagation)\b/

/** The part of an SDK's start that registers what we have registered already. */
const SDK_START = /\b(setupContextManager|setupPropagator)\b|[\\/]sdk-(node|trace-node)[\\/]/

/** What OpenTelemetry's own preload says of the names that we serve and it does not know. */
const SERVED =
  /^(Unrecognized OTEL_TRACES_EXPORTER value: xray|Unable to set up trace exporter|Propagator "xray|unknown OTEL_TRACES_SAMPLER value "(parentbased_)?xray)/i

/**
 * Tells when an SDK is started after ours: it reports only to OpenTelemetry's diagnostics that its tracer provider was
 * refused. What it says there of components that we serve in its place is kept back.
 *
 * @param onRefusedProvider gets the stack of the refused registration
 */
export function watchDiagnostics(onRefusedProvider: (stack: string) => void): void {
  const globals = apiGlobals()
  if (!globals?.diag) return
  const isServed = (message: unknown): boolean => {
    const text = String(message)
    const refused = REFUSED.exec(text)?.[1]
    if (refused === 'trace') onRefusedProvider(text)
    return refused === 'trace' || (refused ? SDK_START.test(text) : SERVED.test(text))
  }
  const watch = (logger: DiagLogger): DiagLogger => ({
    ...logger,
    error: (message, ...rest) => void (isServed(message) || logger.error(message, ...rest)),
    warn: (message, ...rest) => void (isServed(message) || logger.warn(message, ...rest)),
  })
  // An SDK may put another logger in place of ours before it registers.
  let watched = watch(globals.diag)
  Object.defineProperty(globals, 'diag', {
    configurable: true,
    enumerable: true,
    get: () => watched,
    set: (logger: DiagLogger) => {
      watched = watch(logger)
    },
  })
}
