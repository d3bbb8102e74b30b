import { createRequire } from 'node:module'
import { join } from 'node:path'
import { appScript } from './app-script.ts'

/** What the app itself would get by this name, from its script or from where it runs; `undefined` where it has it not. */
export function requireFromApp(name: string): unknown {
  for (const file of [appScript(), join(process.cwd(), 'index.js')]) {
    try {
      if (file !== undefined) return createRequire(file)(name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  return undefined
}
