import { metrics, trace } from '@opentelemetry/api'
import type { Instrumentation } from '@opentelemetry/instrumentation'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici'
import { INSTRUMENTATION_OPTIONS, type InstrumentationOptions } from './instrumentation-options.ts'
import { INSTRUMENTATIONS, type InstrumentationName } from './instrumentation-table.ts'
import { onFirstLoad } from './on-first-load.ts'
import { OwnInstrumentations } from './own-instrumentations.ts'
import { withinTraces } from './within-traces.ts'

/** A class whose instances are at work from their construction on. */
export type InstrumentationClass = new (options: object) => Instrumentation

/** Every service has these two: they are there from the start. */
const AT_ONCE: Readonly<Partial<Record<InstrumentationName, InstrumentationClass>>> = {
  http: HttpInstrumentation,
  undici: UndiciInstrumentation,
}

/**
 * Puts these instrumentations to work: `http` and `undici` at once, each other when the first of its modules is loaded,
 * early enough to change that very module, and none that the app brings itself. The options come over our own. An
 * instrumentation that fails is a warning, and the app goes on without it.
 */
export function startInstrumentations(
  names: readonly InstrumentationName[],
  read: (name: InstrumentationName) => InstrumentationClass,
  options: InstrumentationOptions = {},
  own = new OwnInstrumentations(),
): void {
  const starts = new Map<string, (() => void)[]>()
  for (const name of names) {
    const start = once(() => {
      own.start(name, () => {
        const Instrumentation = AT_ONCE[name] ?? read(name)
        const instrumentation = new Instrumentation({ ...INSTRUMENTATION_OPTIONS[name], ...options[name] })
        instrumentation.setTracerProvider(withinTraces(trace.getTracerProvider()))
        // Some have no instruments of their metrics before, and would throw where they use them.
        instrumentation.setMeterProvider(metrics.getMeterProvider())
        return instrumentation
      })
    })
    if (AT_ONCE[name]) start()
    else
      for (const module of INSTRUMENTATIONS[name]) starts.set(module, [...(starts.get(module) ?? []), start])
  }
  onFirstLoad(starts)
}

function once(call: () => void): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    call()
  }
}
