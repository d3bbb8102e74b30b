/**
 * Makes what is registered with OpenTelemetry's API readable for a copy of it that has a higher minor than the one it
 * was registered by: copies of that minor and of all lower ones can read it then. Does nothing where nothing is
 * registered, and for versions that are no `1.minor.patch`.
 */
export function raiseApiVersion(version: string | undefined): void {
  const registered = (globalThis as { [key: symbol]: { version: string } | undefined })[
    Symbol.for('opentelemetry.js.api.1')
  ]
  if (registered && version && minorOf(version) > minorOf(registered.version)) registered.version = version
}

/** NaN, which is higher than nothing, where it is none. */
function minorOf(version: string): number {
  return Number(/^1\.(\d+)\.\d+$/.exec(version)?.[1])
}
