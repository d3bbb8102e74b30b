import { createRequire } from 'node:module'
import { join } from 'node:path'
import { appScript } from './app-script.ts'
import { nearestPackage } from './nearest-package.ts'

/** What OpenTelemetry's API is reached by, whatever copy of it. */
const GLOBAL = Symbol.for('opentelemetry.js.api.1')

const NAME = '@opentelemetry/api'

/** Where the app has no copy that we can see, it may have one of any minor in its own bundle: all up to this can read. */
const NEWEST = '1.10.0'

/**
 * As which version of OpenTelemetry's API the copy in our bundle speaks: a build puts this file in the place of that
 * copy's `version.js`. A copy takes what others have registered only if its own minor is not higher than theirs, and
 * may add to it only if the versions are the same. So ours is the version that is registered already, else that of the
 * app's own copy.
 */
export const VERSION: string = registeredVersion() ?? installedVersion() ?? NEWEST

function registeredVersion(): string | undefined {
  return (globalThis as { [GLOBAL]?: { version?: string } })[GLOBAL]?.version
}

/** Of the copy that the app's script finds; `undefined` when it finds none, or one that is not 1.x. */
function installedVersion(): string | undefined {
  try {
    const root = process.env.LAMBDA_TASK_ROOT
    const script = root === undefined ? appScript() : join(root, 'script')
    const file = createRequire(script ?? join(process.cwd(), 'script')).resolve(NAME)
    // In Lambda a copy may be in a layer, which says nothing of the one that is bundled into the function.
    if (root !== undefined && !file.startsWith(join(root, 'node_modules'))) return undefined
    const version = nearestPackage(file, ({ name }) => name === NAME)?.version
    return typeof version === 'string' && version.startsWith('1.') ? version : undefined
  } catch {
    return undefined
  }
}
