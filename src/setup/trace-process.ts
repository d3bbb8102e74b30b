import { createRequire } from 'node:module'
import { diag } from '@opentelemetry/api'
import { beginsAsEsm, instrumentEsmBuiltins } from './esm-builtins.ts'
import { httpOptions } from './http-options.ts'
import { httpSetting } from './http-setting.ts'
import { instrumentationSetting } from './instrumentation-setting.ts'
import { type InstrumentationClass, startInstrumentations } from './start-instrumentations.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/**
 * Traces this very process as its environment says, to its end; `undefined` when the environment turns tracing off.
 */
export function traceProcess(): Tracing | undefined {
  const tracing = startTracing(process.env, process.argv[1])
  if (!tracing) return undefined
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  const options = httpOptions(httpSetting(process.env, warn))
  startInstrumentations(instrumentationSetting(process.env, warn), readInstrumentation, options)
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
  if (beginsAsEsm(process.argv[1], flags)) instrumentEsmBuiltins()
  process.once('beforeExit', () => void tracing.flush())
  return tracing
}

/** In the built package each instrumentation is a file beside this one, read when it is needed. */
function readInstrumentation(name: string): InstrumentationClass {
  return createRequire(import.meta.url)(`./instrumentations/${name}.cjs`).Instrumentation
}
