import { dirname, join } from 'node:path/posix'
import type { ModuleFacts } from './read-module.ts'
import type { Room } from './read-page.ts'

// Each law answers with the places where it is broken, a sentence for each: the file, what it does, the rule.

const FORBIDDEN_NAMES = /^(utils?|helpers?|common|shared|misc|managers?)$/

export function missingRooms(folders: string[], rooms: Map<string, Room>): string[] {
  return [
    ...folders.filter(name => !rooms.has(name)).map(name => `src/${name}/ is not in the rooms table`),
    ...[...rooms.keys()]
      .filter(name => !folders.includes(name))
      .map(name => `room ${name} has no folder src/${name}/`),
  ]
}

export function turnsBack(rooms: Map<string, Room>): string[] {
  const names = [...rooms.keys()]
  return names.flatMap((name, row) =>
    rooms
      .get(name)!
      .mayImport.filter(other => !names.slice(0, row).includes(other))
      .map(other => `room ${name} may import ${other}, which is in no row above it`),
  )
}

export function forbiddenRooms(files: ModuleFacts[], rooms: Map<string, Room>): string[] {
  return importsOfOtherRooms(files)
    .filter(({ from, to }) => from !== undefined && !rooms.get(from)?.mayImport.includes(to ?? ''))
    .map(
      ({ path, name, from }) =>
        `${path} imports ${name}: room ${from} may import ${rooms.get(from!)?.mayImport.join(', ') || 'no other room'}`,
    )
}

export function sideEntrances(files: ModuleFacts[]): string[] {
  return importsOfOtherRooms(files)
    .filter(({ target, to }) => target !== `src/${to}/index.ts`)
    .map(
      ({ path, name, to }) =>
        `${path} imports ${name}: another room is entered through src/${to}/index.ts only`,
    )
}

export function forbiddenModules(files: ModuleFacts[], rooms: Map<string, Room>): string[] {
  return files.flatMap(({ path, imports }) => {
    const allowed = rooms.get(roomOf(path) ?? '')?.outsideWorld ?? []
    return imports
      .filter(name => !isRelative(name) && !allowed.some(pattern => matches(name, pattern)))
      .map(
        name =>
          `${path} imports ${name}: ${placeOf(path)} may import ${allowed.join(', ') || 'no module from outside'}`,
      )
  })
}

export function forbiddenGlobals(files: ModuleFacts[], rooms: Map<string, Room>): string[] {
  return files.flatMap(({ path, globals }) =>
    globals
      .filter(name => !rooms.get(roomOf(path) ?? '')?.outsideWorld.includes(name))
      .map(name => `${path} uses ${name}: it is not in the outside world of ${placeOf(path)}`),
  )
}

export function computedImports(files: ModuleFacts[]): string[] {
  return files.flatMap(({ path, computedImports }) =>
    computedImports.map(written => `${path} loads ${written}: an import names its module in plain text`),
  )
}

/** Each circle of files once, as 'a.ts → b.ts → a.ts'. */
export function importCycles(files: ModuleFacts[]): string[] {
  const importsOf = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(isRelative).map(name => join(dirname(path), name)),
    ]),
  )
  const cycles: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: string[]) => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    else if (!done.has(path)) {
      for (const next of importsOf.get(path) ?? []) walk(next, [...trail, path])
      done.add(path)
    }
  }
  for (const { path } of files) walk(path, [])
  return cycles
}

export function unnamedExports(files: ModuleFacts[]): string[] {
  return files.flatMap(({ path, wildcardExports, defaultExports }) =>
    [...wildcardExports, ...defaultExports].map(
      written => `${path} says '${written}': exports are named one by one`,
    ),
  )
}

export function forbiddenNames(paths: string[]): string[] {
  return paths.flatMap(path =>
    path
      .split(/[/.-]/)
      .filter(word => FORBIDDEN_NAMES.test(word))
      .map(word => `${path} is named '${word}': a name says what is inside`),
  )
}

/** `exceptions`: files that behave and have no test of their own, each with the reason. */
export function untested(
  files: ModuleFacts[],
  tests: string[],
  exceptions: Record<string, string>,
): string[] {
  const lacking = files
    .filter(({ behaves, path }) => behaves && !tests.includes(testOf(path)))
    .map(({ path }) => path)
  return [
    ...lacking.filter(path => !(path in exceptions)).map(path => `${path} has no ${testOf(path)}`),
    ...Object.keys(exceptions)
      .filter(path => !lacking.includes(path))
      .map(path => `${path} needs no exception: it has a test, or nothing to test, or is gone`),
  ]
}

export function missingDoors(built: string[], doors: Map<string, string[]>): string[] {
  return [
    ...built
      .filter(name => !doors.has(name))
      .map(name => `package.json has the door ${name}, the doors table does not`),
    ...[...doors.keys()]
      .filter(name => !built.includes(name))
      .map(name => `package.json has no door ${name}`),
  ]
}

/** `read` gives the facts of a built file; imports are followed to any depth, `import()` and `require()` as well. */
export function forbiddenReach(
  entry: string,
  allowed: string[],
  read: (path: string) => ModuleFacts,
): string[] {
  const broken: string[] = []
  const seen = new Set<string>()
  const walk = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const name of read(path).imports) {
      if (isRelative(name)) walk(join(dirname(path), name))
      else if (!allowed.some(pattern => matches(name, pattern)))
        broken.push(
          `${entry} reaches ${name} (${path} imports it): its door may reach ${allowed.join(', ') || 'nothing'}`,
        )
    }
  }
  walk(entry)
  return broken
}

function importsOfOtherRooms(files: ModuleFacts[]) {
  return files
    .flatMap(({ path, imports }) =>
      imports.filter(isRelative).map(name => {
        const target = join(dirname(path), name)
        return { path, name, target, from: roomOf(path), to: roomOf(target) }
      }),
    )
    .filter(({ from, to }) => from !== to)
}

/** 'src/segment/http.ts' → 'segment'; a file of src/ itself is in no room. */
function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

function placeOf(path: string): string {
  return roomOf(path) ? `room ${roomOf(path)}` : 'src/ itself'
}

/** 'src/segment/http.ts' → 'test/segment/http.test.ts' */
function testOf(path: string): string {
  return path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
}

function isRelative(name: string): boolean {
  return name.startsWith('.')
}

/** A pattern is a module's name, or its beginning with a `*` behind. */
function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}
