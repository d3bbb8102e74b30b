declare module 'import-in-the-middle/supports-sync-hooks.mjs' {
  /** Whether `module.registerHooks` is there and works. */
  export function supportsSyncHooks(): boolean
}
