/**
 * What `spanray doctor` has a command load before all else: tells what becomes of the tracing of its process, again and
 * again, in a file of the folder that `SPANRAY_DOCTOR_FOLDER` names. Changes nothing in the process, and never breaks it.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { INSTRUMENTATIONS, processState } from '../setup/index.ts'
import type { LedgerLine, LoadedPackage, Observation } from './observation.ts'
import { OTHER_TRACERS } from './other-tracers.ts'
import { versionIn } from './version-in.ts'

const EVERY_MILLIS = 250

const PACKAGES = new Set<string>([
  ...Object.values(INSTRUMENTATIONS).flat(),
  ...Object.keys(OTHER_TRACERS),
  '@opentelemetry/api',
])

/** Where what is registered with OpenTelemetry's API is, for all of its copies. */
const OPENTELEMETRY = Symbol.for('opentelemetry.js.api.1') as unknown as keyof typeof globalThis

/** What of the set-up is told; it is the preload's own, of whatever version. */
interface Tracing {
  readonly exporter?: { stats?(): { spans: LedgerLine; documents: LedgerLine } }
  readonly instrumentations?: { readonly names?: readonly string[] }
}

const folder = process.env.SPANRAY_DOCTOR_FOLDER
if (folder && isMainThread) {
  const tell = () => tellIn(folder)
  setInterval(tell, EVERY_MILLIS).unref()
  process.on('exit', tell)
}

/** In one step, so that nobody reads half of it. */
function tellIn(folder: string): void {
  try {
    const file = join(folder, `${process.pid}.json`)
    writeFileSync(`${file}.new`, JSON.stringify(observe()))
    renameSync(`${file}.new`, file)
  } catch {
    // Nobody reads it any more.
  }
}

function observe(): Observation {
  const state = processState()
  const tracing = state?.tracing as Tracing | undefined
  const { spans, documents } = tracing?.exporter?.stats?.() ?? {}
  return {
    pid: process.pid,
    script: process.argv[1],
    isPreloaded: state !== undefined,
    isTraced: tracing !== undefined,
    isRegistered: OPENTELEMETRY in globalThis && 'trace' in (globalThis[OPENTELEMETRY] as object),
    spans,
    documents,
    instrumentations: tracing?.instrumentations?.names ?? [],
    loaded: loadedPackages(),
  }
}

const known = new Map<string, LoadedPackage | undefined>()

function loadedPackages(): LoadedPackage[] {
  const found = new Map<string, LoadedPackage>()
  for (const file of Object.keys(createRequire(import.meta.url).cache)) {
    const [, path = '', name = ''] =
      /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/.exec(file) ?? []
    if (!known.has(path)) known.set(path, packageAt(path, name.replace('\\', '/')))
    const each = known.get(path)
    if (each) found.set(path, each)
  }
  return [...found.values()]
}

function packageAt(path: string, name: string): LoadedPackage | undefined {
  return PACKAGES.has(name) ? { name, path, version: versionIn(path) } : undefined
}
