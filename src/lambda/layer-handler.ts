/**
 * The handler that the exec wrapper names to Lambda's runtime in the place of the user's. An ES module, as only these can
 * wait until the user's module is there.
 */
import { createRequire } from 'node:module'
import type { loadTracedHandler } from './load-traced-handler.ts'

const loaded = createRequire(import.meta.url)('./lambda-handler.cjs') as {
  loadTracedHandler: typeof loadTracedHandler
}

export const handler = await loaded.loadTracedHandler(process.env)
