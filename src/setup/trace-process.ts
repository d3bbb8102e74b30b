import { createRequire } from 'node:module'
import { diag } from '@opentelemetry/api'
import { ApiCopies } from './api-copies.ts'
import { appScript } from './app-script.ts'
import { flushAtEnd } from './flush-at-end.ts'
import { guardPatches } from './guard-patches.ts'
import { hookImports } from './hook-imports.ts'
import { httpOptions } from './http-options.ts'
import { httpSetting } from './http-setting.ts'
import { ignoreRuntimeApi } from './ignore-runtime-api.ts'
import { hookedModules } from './import-hook.ts'
import { instrumentationSetting } from './instrumentation-setting.ts'
import { INSTRUMENTATIONS } from './instrumentation-table.ts'
import { numberSetting } from './number-setting.ts'
import { type InstrumentationClass, startInstrumentations } from './start-instrumentations.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/** How long the end of a process may be held up. */
const SHUTDOWN_MILLIS = 2000

/**
 * Traces this very process as its environment says, to its end; `undefined` when the environment turns tracing off.
 */
export function traceProcess(): Tracing | undefined {
  const script = appScript()
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  const boundMillis = () =>
    numberSetting(process.env, ['SPANRAY_SHUTDOWN_MILLIS'], 0, warn) ?? SHUTDOWN_MILLIS
  const tracing = startTracing(process.env, script, flags, begun => flushAtEnd(begun, boundMillis()))
  if (!tracing) return undefined
  guardPatches()
  new ApiCopies()
  const http = httpOptions(httpSetting(process.env, warn))
  const options = {
    http: { ...http, ...ignoreRuntimeApi(process.env) },
    undici: { headersToSpanAttributes: http.headersToSpanAttributes.client },
  }
  const names = instrumentationSetting(process.env, warn)
  startInstrumentations(names, readInstrumentation, options, tracing.instrumentations)
  hookImports([...hookedModules(), ...names.flatMap(name => INSTRUMENTATIONS[name])], script, warn)
  return tracing
}

/** In the built package each instrumentation is a file beside this one, read when it is needed. */
function readInstrumentation(name: string): InstrumentationClass {
  return createRequire(import.meta.url)(`./instrumentations/${name}.cjs`).Instrumentation
}
