import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What we read of a package.json. */
interface PackageJson {
  name?: unknown
  version?: unknown
  type?: unknown
}

/** The nearest package.json above a file that `isWanted` likes, or `undefined` when there is none. */
export function nearestPackage(
  file: string,
  isWanted: (json: PackageJson) => boolean = () => true,
): PackageJson | undefined {
  const folder = dirname(file)
  try {
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson
    if (isWanted(json)) return json
  } catch {
    // No package.json here, or none that can be read: the next folder up may have one.
  }
  return dirname(folder) === folder ? undefined : nearestPackage(folder, isWanted)
}
