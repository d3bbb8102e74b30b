import { type HookOptions, type OnRequireFn, Hook as RealHook } from 'require-in-the-middle'
import { isHookedPackage } from './import-hook.ts'
import { packageOf } from './package-of.ts'

/** What Node makes of each CommonJS module. */
interface CommonJsModule {
  readonly filename?: string | null
  require(request: string): unknown
}

const { prototype } = process.getBuiltinModule('node:module') as unknown as { prototype: CommonJsModule }

/**
 * In the place of the `Hook` of `require-in-the-middle`, in the preload's bundle: that one resolves each request a second
 * time, which an app with thousands of modules waits for. Most of its requests are by relative path, within a package
 * that nobody instruments, and need no look.
 */
export class Hook {
  readonly #hook: RealHook

  constructor(modules: string[] | null, options: HookOptions, onRequire: OnRequireFn) {
    const { require } = prototype
    this.#hook = new RealHook(modules, options, onRequire)
    const hooked = prototype.require
    prototype.require = function (request) {
      return (mayBeHooked(request, this.filename) ? hooked : require).call(this, request)
    }
  }

  unhook(): void {
    this.#hook.unhook()
  }
}

function mayBeHooked(request: unknown, filename: string | null | undefined): boolean {
  if (typeof request !== 'string' || !/^\.\.?\//.test(request) || request.includes('node_modules'))
    return true
  const name = packageOf(filename)
  return name !== undefined && isHookedPackage(name)
}
