import { createRequire, isBuiltin, register, syncBuiltinESMExports } from 'node:module'
import { supportsSyncHooks } from 'import-in-the-middle/supports-sync-hooks.mjs'
import { beginsAsEsm } from './begins-as-esm.ts'
import { hookImportsInThread } from './hook-imports-in-thread.ts'
import { loadImportHooks } from './import-hook.ts'

/**
 * Has these modules changed where an ES module imports them, and no other touched: wrapping all modules, as is the habit
 * of `import-in-the-middle`, breaks bundled apps.
 *
 * Where Node has synchronous hooks they cost next to nothing until the first of the modules is imported. Elsewhere, on
 * Node 20 above all, hooks need a thread, whose start takes longer than all the rest: only an app that begins as an ES
 * module gets it.
 *
 * Lambda's runtime is an ES module: on Node 20 every function would wait for the thread at its cold start, and none gets it.
 *
 * Where hooks can't be set up, the process may not start threads for example, that is a warning.
 */
export function hookImports(
  modules: readonly string[],
  script: string | undefined,
  warn: (message: string) => void,
): void {
  const fail = (error: unknown) => warn(`packages that ES modules import are not traced: ${error}`)
  const builtins = new Set(modules.filter(isBuiltin))
  const packages = new Set(modules.filter(name => !isBuiltin(name)))
  if (supportsSyncHooks()) {
    hookImportsInThread(packages, builtins, loadBuiltin, fail)
  } else if (process.env.LAMBDA_TASK_ROOT === undefined && beginsAsEsm(script)) {
    builtins.forEach(loadBuiltin)
    try {
      loadImportHooks()
      register('import-in-the-middle/hook.mjs', import.meta.url, { data: { include: [...packages] } })
    } catch (error) {
      fail(error)
    }
  }
}

/**
 * Has one of Node's own modules instrumented for ES modules: these import it without the `require` that the
 * instrumentation waits for, and by name.
 */
function loadBuiltin(name: string): void {
  createRequire(import.meta.url)(name)
  syncBuiltinESMExports()
}
