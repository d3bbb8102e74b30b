import {
  type InstrumentationNodeModuleDefinition as Module,
  InstrumentationNodeModuleFile as ModuleFile,
} from '@opentelemetry/instrumentation'
import { KoaInstrumentation } from '@opentelemetry/instrumentation-koa'
import { recordRequestError } from '../record-request-error.ts'

/** The prototype of the contexts that Koa gives to its middleware. */
interface KoaContext {
  onerror(error: unknown): unknown
}

/** OpenTelemetry's, and the errors of middleware: without spans for layers, a request's own span has to have them. */
export class Instrumentation extends KoaInstrumentation {
  protected override init(): Module {
    const module = super.init()
    module.files.push(new ModuleFile('koa/lib/context.js', ['>=2.0.0 <4'], recordErrors, koa => koa))
    return module
  }
}

/** Koa calls it at the end of every request, mostly without an error. */
function recordErrors(koaContext: KoaContext): KoaContext {
  const { onerror } = koaContext
  koaContext.onerror = function (error) {
    if (error) recordRequestError(error)
    return onerror.call(this, error)
  }
  return koaContext
}
