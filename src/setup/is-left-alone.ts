import { isMainThread, parentPort } from 'node:worker_threads'
import { isOff } from './is-off.ts'
import { isPackageTool } from './is-package-tool.ts'

/**
 * Whether this thread is none to trace: its environment turns tracing off, it runs a package manager, or it is the one
 * that Node starts for module hooks, in which preloads run as well.
 */
export function isLeftAlone(environment: NodeJS.ProcessEnv, script: string | undefined): boolean {
  return isOff(environment) || isPackageTool(script) || isLoaderThread()
}

/** The one thread beside the main thread that nobody can speak to. */
function isLoaderThread(): boolean {
  return !isMainThread && parentPort === null
}
