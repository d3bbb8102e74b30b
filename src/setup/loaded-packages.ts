import { createRequire } from 'node:module'

/**
 * The packages of OpenTelemetry that a preload before us has loaded, by the names that they have behind
 * `@opentelemetry/`; those that it has imported as ES modules are not to be seen.
 */
export function loadedPackages(): Set<string> {
  const found = new Set<string>()
  for (const path of Object.keys(createRequire(import.meta.url).cache)) {
    const name = /[\\/]@opentelemetry[\\/]([\w.-]+)[\\/](?!.*node_modules).+js$/.exec(path)?.[1]
    if (name) found.add(name)
  }
  return found
}
