import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { versionIn } from './version-in.ts'

/** A package as it is installed. */
export interface InstalledPackage {
  readonly version: string
  /** Its folder, seen from where was looked. */
  readonly path: string
}

/** More than this deep no app has its packages, and a circle of links comes to an end. */
const MAX_DEPTH = 8

/**
 * Every copy of a package in the app's `node_modules` and in those of its packages, by pnpm's layout as well.
 *
 *     ('/srv/app', 'pg') → [{ version: '8.23.1', path: 'node_modules/pg' }]
 */
export function installedPackages(folder: string, name: string): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>()
  const visit = (modules: string, depth: number) => {
    if (depth > MAX_DEPTH) return
    const version = versionIn(join(folder, modules, name))
    if (version !== undefined) {
      const path = join(modules, name)
      const real = realpathSync(join(folder, path))
      if (!found.has(real)) found.set(real, { version, path })
    }
    for (const each of packagesIn(join(folder, modules)))
      visit(join(modules, each, 'node_modules'), depth + 1)
  }
  visit('node_modules', 0)
  return [...found.values()]
}

/** The names in a `node_modules`, scoped ones whole; links are left out, because they lead to what is visited anyway. */
function packagesIn(modules: string): string[] {
  return foldersIn(modules).flatMap(name => {
    if (name === '.pnpm') return foldersIn(join(modules, name)).map(each => join(name, each))
    if (name.startsWith('@')) return foldersIn(join(modules, name)).map(each => join(name, each))
    return name.startsWith('.') ? [] : name
  })
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? entry.name : [],
    )
  } catch {
    return []
  }
}
