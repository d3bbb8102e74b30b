import { onImportHooks } from './import-hook.ts'
import { packageOf } from './package-of.ts'

/** Node's loader of CommonJS modules, which `require` and `import` of a CommonJS module both end in. */
interface CommonJsLoader {
  _load(request: string, ...rest: unknown[]): unknown
}

/**
 * Calls back before the first file of a package is loaded, or before one of Node's own modules is: once for each that is
 * listed, by its name. An ES module is told of when it is loaded and before it is handed out; what hooks the callback
 * sets up for it are called then.
 */
export function onFirstLoad(callbacks: ReadonlyMap<string, readonly (() => void)[]>): void {
  const waiting = new Map(callbacks)
  const arrive = (name: string | undefined): boolean => {
    const called = name !== undefined && waiting.get(name)
    if (!called) return false
    waiting.delete(name)
    for (const callback of called) callback()
    return true
  }
  const loader = process.getBuiltinModule('node:module') as unknown as CommonJsLoader
  const load = loader._load
  loader._load = function (request, ...rest) {
    arrive(packageOf(request))
    return load.call(this, request, ...rest)
  }

  onImportHooks(wrapperHooks => {
    wrapperHooks.push((url, ...rest) => {
      const known = wrapperHooks.length
      if (arrive(packageOf(url))) for (const hook of wrapperHooks.slice(known)) hook(url, ...rest)
    })
  })
}
