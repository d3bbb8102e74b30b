import { createRequire } from 'node:module'
import { packageOf } from './package-of.ts'

/** What `import-in-the-middle` calls when one of the modules is imported. */
type HookFunction = (exports: unknown, name: string, baseDir?: string) => unknown

type HookArguments = [modules: string[], options: { internals?: boolean }, onImport: HookFunction]

interface RealHook {
  unhook(): void
}

/** All there are, so that they become real ones when the first is needed. */
const hooks = new Set<Hook>()

/** Those that any of them has waited for. */
const packages = new Set<string>()

let RealHook: (new (...args: HookArguments) => RealHook) | undefined

/** What each wrapper of an ES module calls, with what `import-in-the-middle` tells it. */
export type WrapperHook = (url: string, ...rest: unknown[]) => void

type Listener = (wrapperHooks: WrapperHook[]) => void

const listeners: Listener[] = []

/**
 * In the place of the `Hook` of `import-in-the-middle`, in the preload's bundle: most apps import nothing that is
 * instrumented by `import`, and need not wait until that package is loaded.
 */
export class Hook {
  readonly modules: readonly string[]
  readonly #arguments: HookArguments
  #real: RealHook | undefined

  constructor(...args: HookArguments) {
    this.#arguments = args
    this.modules = args[0]
    hooks.add(this)
    for (const module of this.modules) packages.add(packageOf(module) ?? module)
    if (RealHook) this.becomeReal(RealHook)
  }

  becomeReal(Real: NonNullable<typeof RealHook>): void {
    this.#real = new Real(...this.#arguments)
  }

  unhook(): void {
    hooks.delete(this)
    this.#real?.unhook()
  }
}

/** The modules that wait to be imported: packages, modules of Node, files. */
export function hookedModules(): string[] {
  return [...new Set([...hooks].flatMap(hook => hook.modules))]
}

/** Whether a hook waits for a module of this package, or has waited for one. */
export function isHookedPackage(name: string): boolean {
  return packages.has(name)
}

/** Calls back with the list that wrappers of ES modules call, as soon as there is one. */
export function onImportHooks(listener: Listener): void {
  listeners.push(listener)
}

/** Loads `import-in-the-middle`, the app's own copy where it shares one with us, and hands it every hook. */
export function loadImportHooks(): void {
  if (RealHook) return
  const require = createRequire(import.meta.url)
  const Real = require('import-in-the-middle').Hook as NonNullable<typeof RealHook>
  RealHook = Real
  for (const hook of hooks) hook.becomeReal(Real)
  const { importHooks } = require('import-in-the-middle/lib/register.js')
  for (const listener of listeners) listener(importHooks)
}
