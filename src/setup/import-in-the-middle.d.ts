declare module 'import-in-the-middle/supports-sync-hooks.mjs' {
  /** Whether `module.registerHooks` is there and works. */
  export function supportsSyncHooks(): boolean
}

declare module 'import-in-the-middle/create-hook.mjs' {
  type ResolveContext = { readonly conditions: readonly string[]; readonly parentURL?: string }

  /** Hooks for `module.registerHooks`. */
  interface SyncHooks {
    resolveSync(
      specifier: string,
      context: ResolveContext,
      nextResolve: (specifier: string, context: ResolveContext) => unknown,
    ): unknown
    loadSync(url: string, context: unknown, nextLoad: unknown): unknown
    applyOptions(options: { include: string[] }): void
  }

  /** @param meta the URL of this module, beside which are the files that hooked modules load */
  export function createHook(meta: { url: string }): SyncHooks
}
