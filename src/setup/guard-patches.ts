import { normalize } from 'node:path'
import { diag } from '@opentelemetry/api'
import { InstrumentationBase } from '@opentelemetry/instrumentation'

/** What an instrumentation changes of a package: its main module, and these of its files. */
interface Patched {
  readonly name: string
  readonly files?: readonly { readonly name: string }[]
}

/** What an instrumentation's hooks call when a module is loaded; gives back what the app gets of it. */
type OnRequire = (module: Patched, exports: unknown, name: string, baseDir?: string) => unknown

/**
 * Hands the app a module as it is where an instrumentation can't change it, because it is frozen for example: the error
 * would come out of the app's `require`. Once for each module that is a warning.
 *
 * So it does with the files of a package that no instrumentation would change: for each of them the package's version
 * would be read from its `package.json`.
 */
export function guardPatches(): void {
  const prototype = InstrumentationBase.prototype as unknown as { _onRequire: OnRequire }
  const onRequire = prototype._onRequire
  const warned = new Set<string>()
  prototype._onRequire = function (module, exports, name, baseDir) {
    if (baseDir && name !== module.name && !hasFile(module, name)) return exports
    try {
      return onRequire.call(this, module, exports, name, baseDir)
    } catch (error) {
      if (!warned.has(name)) diag.warn(`spanray: '${name}' is not traced: ${error}`)
      warned.add(name)
      return exports
    }
  }
}

function hasFile({ files = [] }: Patched, name: string): boolean {
  const path = normalize(name)
  return files.some(file => file.name === path)
}
