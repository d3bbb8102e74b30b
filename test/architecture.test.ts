import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import {
  computedImports,
  forbiddenGlobals,
  forbiddenModules,
  forbiddenNames,
  forbiddenReach,
  forbiddenRooms,
  importCycles,
  missingDoors,
  missingRooms,
  sideEntrances,
  turnsBack,
  unnamedExports,
  untested,
} from './architecture/laws.ts'
import { readModule } from './architecture/read-module.ts'
import { readDoors, readRooms } from './architecture/read-page.ts'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const rooms = readRooms(page)
const doors = readDoors(page)
const sources = filesOf('src')
  .filter(path => /\.tsx?$/.test(path))
  .map(readFile)

/** Files that behave and have no test of the same name, each with the reason. */
const EXCEPTIONS: Record<string, string> = {
  'src/cli/graph.ts': 'a command, tested with the others that read traces, in export.test.ts',
  'src/cli/import.ts': 'a command, tested with the others that read traces, in export.test.ts',
  'src/local/endpoints/import-documents.ts':
    'it is a way in, tested with the others in create-local-xray.test.ts',
  'src/local/store/questions.ts': 'a table; each question has a test of its own',
  'src/local/store/store-thread.ts': 'it is asked from the other side, in trace-store.test.ts',
  'src/setup/trace-process.ts': 'what it does is tested by processes, in register.test.ts',
}

/** Files that load a module whose name only its user knows, each with the reason. */
const COMPUTED_IMPORTS: Record<string, string> = {
  'src/lambda/load-traced-handler.ts': "the user's handler, which is named in the environment",
}

describe('the rooms of src/', () => {
  it('are the rooms of docs/architecture.md', () => {
    expect(missingRooms(foldersOf('src'), rooms)).toEqual([])
  })

  it('stand below every room that they may import', () => {
    expect(turnsBack(rooms)).toEqual([])
  })

  it('import only the rooms in their row', () => {
    expect(forbiddenRooms(sources, rooms)).toEqual([])
  })

  it('enter another room through its index.ts', () => {
    expect(sideEntrances(sources)).toEqual([])
  })

  it('import only the outside modules in their row', () => {
    expect(forbiddenModules(sources, rooms)).toEqual([])
  })

  it('use only the outside globals in their row', () => {
    expect(forbiddenGlobals(sources, rooms)).toEqual([])
  })
})

describe('the files of src/', () => {
  it('name in plain text what they import', () => {
    expect(computedImports(sources.filter(({ path }) => !(path in COMPUTED_IMPORTS)))).toEqual([])
  })

  it('import one another in no circle', () => {
    expect(importCycles(sources)).toEqual([])
  })

  it('name each thing that they export', () => {
    expect(unnamedExports(sources)).toEqual([])
  })

  it('have a test of the same name', () => {
    expect(untested(sources.filter(isHeldByOwnTest), filesOf('test'), EXCEPTIONS)).toEqual([])
  })
})

it('no file or folder has a name that says nothing', () => {
  const paths = ['src', 'test', 'tools', 'examples', 'bench', 'docs'].flatMap(filesOf)
  expect(forbiddenNames(paths)).toEqual([])
})

describe('the doors of package.json', () => {
  const built = doorFiles()

  it('are the doors of docs/architecture.md', () => {
    expect(missingDoors([...built.keys()], doors)).toEqual([])
  })

  for (const [door, files] of built) {
    it.each(files)(`${door}: %s reaches only the modules in its row`, file => {
      expect(forbiddenReach(file, doors.get(door) ?? [], readFile)).toEqual([])
    })
  }
})

/** Views need a browser, which is driven through many of them at once: test/page/*.test.ts. */
function isHeldByOwnTest({ path }: { path: string }): boolean {
  return !path.startsWith('src/page/') || path.startsWith('src/page/model/')
}

function readFile(path: string) {
  return readModule(path, readFileSync(join(root, path), 'utf8'))
}

function foldersOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
}

/** All files below a folder, as paths from the root of the repository. */
function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
}

/** The code behind each door: 'spanray/segment' → ['dist/segment.js', 'dist/segment.cjs'] */
function doorFiles(): Map<string, string[]> {
  const { name, exports, bin } = packageJson
  const entries = [
    ...Object.entries(exports).map(([key, target]) => [key.replace(/^\./, name), target] as const),
    ...Object.entries(bin).map(([command, target]) => [`npx ${command}`, target] as const),
  ]
  return new Map(
    entries.map(([door, target]) => [door, codeOf(target)] as const).filter(([, files]) => files.length > 0),
  )
}

/** The JavaScript files that an entry of `exports` names, under whatever condition. */
function codeOf(target: unknown): string[] {
  if (typeof target === 'string') return /\.c?js$/.test(target) ? [target.replace('./', '')] : []
  return [...new Set(Object.values(target as object).flatMap(codeOf))]
}
