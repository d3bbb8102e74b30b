import { expect, it } from 'vitest'
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
} from './laws.ts'
import { readModule } from './read-module.ts'
import { type Room, readDoors, readRooms } from './read-page.ts'

// Each law finds what breaks it, in small files made for that.

const made = new Map<string, Room>([
  ['document', { mayImport: [], outsideWorld: [] }],
  ['segment', { mayImport: ['document'], outsideWorld: ['node:path', '@opentelemetry/instrumentation-*'] }],
])
const http = (text: string) => [readModule('src/segment/http.ts', text)]

it('missingRooms() finds a folder without a row and a row without a folder', () => {
  expect(missingRooms(['document', 'attic'], made)).toEqual([
    'src/attic/ is not in the rooms table',
    'room segment has no folder src/segment/',
  ])
})

it('turnsBack() finds a room that may import one below it', () => {
  const back = new Map([...made, ['document', { mayImport: ['segment'], outsideWorld: [] }]])
  expect(turnsBack(back)).toEqual(['room document may import segment, which is in no row above it'])
})

it.each([
  `import { send } from '../emit/index.ts'`,
  `import type { Emitter } from '../emit/index.ts'`,
  `export { send } from '../emit/index.ts'`,
  `const { send } = await import('../emit/index.ts')`,
  `let emitter: import('../emit/index.ts').Emitter`,
  `const { send } = require('../emit/index.ts')`,
  `import emit = require('../emit/index.ts')`,
])('forbiddenRooms() finds %s', text => {
  expect(forbiddenRooms(http(text), made)).toEqual([
    'src/segment/http.ts imports ../emit/index.ts: room segment may import document',
  ])
})

it('sideEntrances() finds an import past the index.ts', () => {
  const nested = readModule('src/segment/blocks/sql.ts', `import { MAX } from '../../document/limits.ts'`)
  expect(sideEntrances([nested])).toEqual([
    'src/segment/blocks/sql.ts imports ../../document/limits.ts: another room is entered through src/document/index.ts only',
  ])
  expect(sideEntrances(http(`import { MAX } from '../document/index.ts'`))).toEqual([])
  expect(sideEntrances([readModule('src/index.ts', `export { a } from './segment/http.ts'`)])).toHaveLength(1)
})

it('forbiddenModules() finds a module that is not in the row, under any spelling', () => {
  const text = `import 'node:path'; import 'fs'; import { a } from '@opentelemetry/instrumentation-pg'; import 'left-pad'`
  expect(forbiddenModules(http(text), made)).toEqual([
    'src/segment/http.ts imports node:fs: room segment may import node:path, @opentelemetry/instrumentation-*',
    'src/segment/http.ts imports left-pad: room segment may import node:path, @opentelemetry/instrumentation-*',
  ])
  expect(
    forbiddenModules([readModule('src/document/limits.ts', `process.getBuiltinModule('fs')`)], made),
  ).toEqual(['src/document/limits.ts imports node:fs: room document may import no module from outside'])
})

it.each(['process.exit()', 'fetch(url)', 'new WebSocket(url)', 'start(process)'])(
  'forbiddenGlobals() finds %s',
  text => {
    expect(forbiddenGlobals(http(text), made)).toEqual([
      expect.stringMatching(
        /^src\/segment\/http\.ts uses \w+: it is not in the outside world of room segment$/,
      ),
    ])
  },
)

it('computedImports() finds an import whose module is worked out', () => {
  expect(computedImports(http('await import(name)'))).toEqual([
    'src/segment/http.ts loads import(name): an import names its module in plain text',
  ])
})

it('importCycles() finds a circle, of types too', () => {
  const circle = [
    readModule('src/segment/a.ts', `import { b } from './b.ts'`),
    readModule('src/segment/b.ts', `import { c } from './c.ts'`),
    readModule('src/segment/c.ts', `import type { B } from './b.ts'`),
  ]
  expect(importCycles(circle)).toEqual(['src/segment/b.ts → src/segment/c.ts → src/segment/b.ts'])
})

it.each([
  `export * from './sql.ts'`,
  `export * as sql from './sql.ts'`,
  `export default 1`,
  `export { http as default }; function http() {}`,
  `export { sql as default } from './sql.ts'`,
])('unnamedExports() finds %s', text => {
  expect(unnamedExports(http(text))).toHaveLength(1)
})

it.each(['src/utils/x.ts', 'src/segment/http-helpers.ts', 'test/common/index.ts', 'tools/manager.mjs'])(
  'forbiddenNames() finds %s',
  path => {
    expect(forbiddenNames([path])).toHaveLength(1)
  },
)

it('untested() finds a file that behaves without a test, and an exception that nobody needs', () => {
  const files = [
    readModule('src/segment/http.ts', 'export const block = () => 1'),
    readModule('src/segment/claims.ts', 'export class Claims {}'),
    readModule('src/segment/span.ts', 'export interface Span { id: string }; export const MAX = 1'),
    readModule('src/segment/index.ts', `export { block } from './http.ts'`),
  ]
  const tests = ['test/segment/claims.test.ts']
  expect(untested(files, tests, { 'src/segment/claims.ts': 'once it was so' })).toEqual([
    'src/segment/http.ts has no test/segment/http.test.ts',
    'src/segment/claims.ts needs no exception: it has a test, or nothing to test, or is gone',
  ])
  expect(untested(files, tests, { 'src/segment/http.ts': 'a reason' })).toEqual([])
})

it('missingDoors() finds a door without a row and a row without a door', () => {
  expect(missingDoors(['spanray'], new Map([['spanray/attic', []]]))).toEqual([
    'package.json has the door spanray, the doors table does not',
    'package.json has no door spanray/attic',
  ])
})

it('forbiddenReach() finds what a chunk of a chunk imports', () => {
  const built: Record<string, string> = {
    'dist/index.js': `import { a } from './chunks/a.js'; import { trace } from '@opentelemetry/api'`,
    'dist/chunks/a.js': `export const load = () => import('./b.js')`,
    'dist/chunks/b.js': `var __require = createRequire(import.meta.url); var fs = __require("fs"); import "./a.js"`,
  }
  const read = (path: string) => readModule(path, built[path] ?? '')
  expect(forbiddenReach('dist/index.js', ['@opentelemetry/api'], read)).toEqual([
    'dist/index.js reaches node:fs (dist/chunks/b.js imports it): its door may reach @opentelemetry/api',
  ])
})

it('readRooms() and readDoors() read their tables, and stop where there is none', () => {
  const page = [
    '| room | what lives there | may import | outside world |',
    '| --- | --- | --- | --- |',
    '| `ids` | `1-8-24` and back | – | `node:crypto` |',
    '',
    '| door | may reach |',
    '| --- | --- |',
    '| `spanray` | `node:crypto` `node:dgram` |',
    '',
  ].join('\n')
  expect(readRooms(page)).toEqual(new Map([['ids', { mayImport: [], outsideWorld: ['node:crypto'] }]]))
  expect(readDoors(page)).toEqual(new Map([['spanray', ['node:crypto', 'node:dgram']]]))
  expect(() => readRooms('no table\n')).toThrow("Cannot find a table whose first column is headed 'room'")
})
