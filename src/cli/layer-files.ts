import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import type { ZipEntry } from './zip-archive.ts'

/** Lambda puts this folder on `NODE_PATH`. @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html */
const MODULES = 'nodejs/node_modules'

/** What the preload needs in files of its own, and what functions may want to load beside it. */
const OUTSIDE = ['@opentelemetry/api', 'import-in-the-middle']

/** Builds of other kinds than the one that is run, and what no program reads. */
const UNUSED = /^(?:build\/esm|build\/esnext|docs|test|\.github)\/|\.(?:d\.[cm]?ts|map|md|csv|ya?ml)$/

/** What functions load of our own, with all that these load; instrumentations are loaded by their names. */
const ENTRIES = ['dist/register.cjs', 'dist/trace-process.cjs', 'dist/lambda-handler.mjs']
const INSTRUMENTATIONS = /^dist\/instrumentations\/.*\.cjs$/

const PAPERS = ['package.json', 'LICENSE', 'dist/THIRD-PARTY-NOTICES.txt']

/**
 * The files of the Lambda layer: the exec wrapper, and beside it this package and what it needs, as they are installed.
 *
 * @param root the folder of this package
 */
export function layerFiles(root: string): ZipEntry[] {
  const wrapper = { path: 'spanray', bytes: readFileSync(join(root, 'dist/spanray.sh')), isExecutable: true }
  const instrumentations = filesBelow(root, ['dist/instrumentations']).filter(path =>
    INSTRUMENTATIONS.test(path),
  )
  const code = withImports(root, [...ENTRIES, ...instrumentations])
  const own = [...PAPERS, ...code].map(path => entry(root, path, `${MODULES}/spanray`))
  return [wrapper, ...own, ...packageFiles(OUTSIDE, root, new Set())]
}

/** These files and those that they load, at any depth, in alphabetical order. */
function withImports(root: string, entries: readonly string[]): string[] {
  const found = new Set(entries)
  for (const path of found) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const [, name] of text.matchAll(
      /\b(?:require\w*\(|from |createRequire\([^)]*\)\()["'](\.{1,2}\/[^"'`]+)["']/g,
    ))
      found.add(join(dirname(path), name!).replaceAll(sep, '/'))
  }
  return [...found].sort()
}

/** The files of these packages and of those that they need, each package once. */
function packageFiles(names: readonly string[], from: string, seen: Set<string>): ZipEntry[] {
  return names.flatMap(name => {
    if (seen.has(name)) return []
    seen.add(name)
    const folder = folderOf(name, from)
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const files = filesBelow(folder, readdirSync(folder))
      .filter(path => !UNUSED.test(path) && !path.includes('node_modules/'))
      .map(path => entry(folder, path, `${MODULES}/${name}`))
    return [...files, ...packageFiles(Object.keys(dependencies), folder, seen)]
  })
}

/** Where a package is that a file of the folder would get; many forbid to ask for their package.json. */
function folderOf(name: string, from: string): string {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? []
  const folder = places.map(place => join(place, name)).find(hasPackageJson)
  if (folder === undefined) throw new Error(`Cannot build the layer: ${name} is not installed beside spanray`)
  return folder
}

function hasPackageJson(folder: string): boolean {
  try {
    return readdirSync(folder).includes('package.json')
  } catch {
    return false
  }
}

function entry(folder: string, path: string, target: string): ZipEntry {
  return { path: `${target}/${path}`, bytes: readFileSync(join(folder, path)) }
}

/** The files below, as paths from the folder with `/` between, in alphabetical order. */
function filesBelow(folder: string, names: readonly string[]): string[] {
  return names
    .flatMap(name => readdirFiles(join(folder, name)))
    .map(path => relative(folder, path).replaceAll(sep, '/'))
    .sort()
}

function readdirFiles(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
