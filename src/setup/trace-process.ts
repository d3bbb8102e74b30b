import { diag } from '@opentelemetry/api'
import { registerInstrumentations } from '@opentelemetry/instrumentation'
import { beginsAsEsm, instrumentEsmBuiltins } from './esm-builtins.ts'
import { httpOptions } from './http-options.ts'
import { httpSetting } from './http-setting.ts'
import { chooseInstrumentations } from './instrumentations.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/**
 * Traces this very process as its environment says, to its end; `undefined` when the environment turns tracing off.
 */
export function traceProcess(): Tracing | undefined {
  const tracing = startTracing(process.env, process.argv[1])
  if (!tracing) return undefined
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  const options = httpOptions(httpSetting(process.env, warn))
  registerInstrumentations({ instrumentations: chooseInstrumentations(process.env, options, warn) })
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
  if (beginsAsEsm(process.argv[1], flags)) instrumentEsmBuiltins()
  process.once('beforeExit', () => void tracing.flush())
  return tracing
}
