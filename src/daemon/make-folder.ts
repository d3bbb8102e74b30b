import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder for this user alone, and those above it that are not there. Node's own `recursive` never ends where a
 * system lets nobody make any, as in /proc on Linux.
 *
 * @throws when it cannot be made, or is no folder
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder)
  const parent = dirname(path)
  if (parent !== path && !existsSync(parent)) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
