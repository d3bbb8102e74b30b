import { createRequire, syncBuiltinESMExports } from 'node:module'
import { nearestPackage } from './nearest-package.ts'

/** Whether the process begins with an ES module, as far as Node's flags and its package.json tell. */
export function beginsAsEsm(script: string | undefined, flags: readonly string[]): boolean {
  if (flags.some(flag => flag.startsWith('--import'))) return true
  if (script === undefined || /\.c[jt]s$/.test(script)) return false
  return /\.m[jt]s$/.test(script) || nearestPackage(script)?.type === 'module'
}

/**
 * Has Node's own `http` and `https` instrumented for ES modules: these import them without the `require` that the
 * instrumentation waits for, and by name. Loading `https` takes some milliseconds, which no other app should pay.
 */
export function instrumentEsmBuiltins(): void {
  const require = createRequire(import.meta.url)
  require('node:http')
  require('node:https')
  syncBuiltinESMExports()
}
