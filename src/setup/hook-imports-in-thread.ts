import * as nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import { loadImportHooks } from './import-hook.ts'

interface ResolveContext {
  readonly conditions: readonly string[]
  readonly parentURL?: string
}

type NextResolve = (specifier: string, context: ResolveContext) => unknown

/** What `module.registerHooks` takes, and what `import-in-the-middle` has for it. */
interface SyncHooks {
  resolveSync(specifier: string, context: ResolveContext, nextResolve: NextResolve): unknown
  loadSync(url: string, context: unknown, nextLoad: unknown): unknown
  applyOptions(options: { include: string[] }): void
}

/** Of Node's releases since 22.15; the types are those of Node 20. */
const { registerHooks } = nodeModule as unknown as {
  registerHooks(hooks: { resolve?: SyncHooks['resolveSync']; load?: SyncHooks['loadSync'] }): void
}

/**
 * Hooks imports by Node's synchronous hooks: an import of one of the packages is left to `import-in-the-middle`, which
 * is loaded at the first, and an import of one of Node's own modules is told of, once, before it takes place.
 */
export function hookImportsInThread(
  packages: ReadonlySet<string>,
  builtins: ReadonlySet<string>,
  loadBuiltin: (name: string) => void,
  fail: (error: unknown) => void,
): void {
  const waiting = new Set(builtins)
  let isFirst = true
  let hooks: SyncHooks | undefined
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (context.conditions.includes('require')) return nextResolve(specifier, context)
      if (waiting.delete(specifier.replace(/^node:/, ''))) loadBuiltin(specifier)
      if (isFirst && packages.has(specifier)) {
        isFirst = false
        hooks = loadSyncHooks([...packages], fail)
      }
      return hooks ? hooks.resolveSync(specifier, context, nextResolve) : nextResolve(specifier, context)
    },
  })
}

function loadSyncHooks(include: string[], fail: (error: unknown) => void): SyncHooks | undefined {
  try {
    loadImportHooks()
    const require = nodeModule.createRequire(import.meta.url)
    const url = new URL('create-hook.mjs', pathToFileURL(require.resolve('import-in-the-middle')))
    const { createHook } = require('import-in-the-middle/create-hook.mjs') as {
      createHook(meta: { url: string }): SyncHooks
    }
    const hooks = createHook({ url: url.href })
    hooks.applyOptions({ include })
    registerHooks({ load: hooks.loadSync })
    return hooks
  } catch (error) {
    fail(error)
    return undefined
  }
}
