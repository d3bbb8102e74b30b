import { diag } from '@opentelemetry/api'
import { InstrumentationBase } from '@opentelemetry/instrumentation'

/** What an instrumentation's hooks call when a module is loaded; gives back what the app gets of it. */
type OnRequire = (module: unknown, exports: unknown, name: string, baseDir?: string) => unknown

/**
 * Hands the app a module as it is where an instrumentation can't change it, because it is frozen for example: the error
 * would come out of the app's `require`. Once for each module that is a warning.
 */
export function guardPatches(): void {
  const prototype = InstrumentationBase.prototype as unknown as { _onRequire: OnRequire }
  const onRequire = prototype._onRequire
  const warned = new Set<string>()
  prototype._onRequire = function (module, exports, name, baseDir) {
    try {
      return onRequire.call(this, module, exports, name, baseDir)
    } catch (error) {
      if (!warned.has(name)) diag.warn(`spanray: '${name}' is not traced: ${error}`)
      warned.add(name)
      return exports
    }
  }
}
