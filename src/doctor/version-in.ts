import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version that the package.json in a folder tells; `undefined` where there is none. */
export function versionIn(path: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version?: unknown }
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
