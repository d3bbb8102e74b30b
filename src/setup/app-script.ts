import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

/** Under this name threads know the script of the app that started them. */
const FACT = 'spanray.1.script'

/** What PM2 runs in the place of the app. */
const PM2_CONTAINER = /^ProcessContainer(Fork)?(Bun)?\.js$/

/**
 * The file that the app begins with, `undefined` when it has none, as under `node --eval`. While preloads run, worker
 * threads know no script yet: theirs is the main thread's. PM2 runs a script of its own, which loads the app's.
 */
export function appScript(): string | undefined {
  if (!isMainThread) return getEnvironmentData(FACT) as string | undefined
  const argument = process.argv[1]
  const started = argument && PM2_CONTAINER.test(basename(argument)) && process.env.pm_exec_path
  const script = fileOf(started || argument)
  if (script !== undefined) setEnvironmentData(FACT, script)
  return script
}

/** `/srv/app`, which may be a folder, a link or lack its `.js`, as the file that Node makes of it. */
function fileOf(script: string | undefined): string | undefined {
  try {
    return script && createRequire(script).resolve(script)
  } catch {
    return script
  }
}
