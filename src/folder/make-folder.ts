import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder, and those above it that are not there. Node's own `recursive` never ends where a system lets nobody
 * make any, as in /proc on Linux.
 *
 * @param mode of the folders that are made: `0o700` for this user alone
 * @throws when it cannot be made, or is no folder
 */
export function makeFolder(folder: string, mode?: number): void {
  const path = resolve(folder)
  const parent = dirname(path)
  if (parent !== path && !existsSync(parent)) makeFolder(parent, mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
