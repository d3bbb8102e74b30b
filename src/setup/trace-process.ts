import { createRequire } from 'node:module'
import { diag } from '@opentelemetry/api'
import { ApiCopies } from './api-copies.ts'
import { appScript } from './app-script.ts'
import { guardPatches } from './guard-patches.ts'
import { hookImports } from './hook-imports.ts'
import { httpOptions } from './http-options.ts'
import { httpSetting } from './http-setting.ts'
import { ignoreRuntimeApi } from './ignore-runtime-api.ts'
import { hookedModules } from './import-hook.ts'
import { instrumentationSetting } from './instrumentation-setting.ts'
import { INSTRUMENTATIONS } from './instrumentation-table.ts'
import { type InstrumentationClass, startInstrumentations } from './start-instrumentations.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/**
 * Traces this very process as its environment says, to its end; `undefined` when the environment turns tracing off.
 */
export function traceProcess(): Tracing | undefined {
  const script = appScript()
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
  const tracing = startTracing(process.env, script, flags)
  if (!tracing) return undefined
  guardPatches()
  new ApiCopies()
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  const http = httpOptions(httpSetting(process.env, warn))
  const options = {
    http: { ...http, ...ignoreRuntimeApi(process.env) },
    undici: { headersToSpanAttributes: http.headersToSpanAttributes.client },
  }
  const names = instrumentationSetting(process.env, warn)
  startInstrumentations(names, readInstrumentation, options, tracing.instrumentations)
  hookImports([...hookedModules(), ...names.flatMap(name => INSTRUMENTATIONS[name])], script, warn)
  process.once('beforeExit', () => void tracing.flush())
  return tracing
}

/** In the built package each instrumentation is a file beside this one, read when it is needed. */
function readInstrumentation(name: string): InstrumentationClass {
  return createRequire(import.meta.url)(`./instrumentations/${name}.cjs`).Instrumentation
}
