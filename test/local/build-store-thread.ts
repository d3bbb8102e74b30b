import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

const root = join(import.meta.dirname, '../..')
/** Within the project, so that it finds the packages. */
const path = join(root, 'node_modules/.cache/store-thread/store-thread.mjs')

/** The store's thread as the build has it: a thread of Node.js can't be started from TypeScript. */
export const STORE_THREAD = pathToFileURL(path).href

/** Builds the store's thread from the sources as they are now, before the tests. */
export async function setup(): Promise<void> {
  await build({
    cwd: root,
    platform: 'node',
    input: 'src/local/store/store-thread.ts',
    output: { file: path, format: 'esm' },
    transform: { target: 'node20' },
    logLevel: 'warn',
  })
}
