import * as nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import { loadImportHooks } from './import-hook.ts'

type SyncHooks = ReturnType<typeof import('./create-hook.ts').createHook>

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
    const place = nodeModule.createRequire(import.meta.url).resolve('import-in-the-middle')
    const url = new URL('create-hook.mjs', pathToFileURL(place))
    const { createHook } = require('./create-hook.cjs') as typeof import('./create-hook.ts')
    const hooks = createHook({ url: url.href })
    hooks.applyOptions({ include })
    registerHooks({ load: hooks.loadSync })
    return hooks
  } catch (error) {
    fail(error)
    return undefined
  }
}
