import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hook as ImportHook } from '../../src/setup/import-hook.ts'
import { Hook } from '../../src/setup/require-hook.ts'

// Real packages in a folder of their own, loaded by Node's own loader.
const folder = mkdtempSync(join(tmpdir(), 'spanray-require-hook-'))
const load = createRequire(join(folder, 'app.js'))
const seen: string[] = []
let hook: Hook

beforeAll(() => {
  for (const name of ['hooked', 'other', 'late']) {
    const place = join(folder, 'node_modules', name)
    mkdirSync(join(place, 'lib'), { recursive: true })
    writeFileSync(join(place, 'index.js'), `exports.inner = require('./lib/inner.js').name`)
    writeFileSync(join(place, 'lib/inner.js'), `exports.name = '${name}'`)
  }
  writeFileSync(join(folder, 'package.json'), '{ "imports": { "#db": "late" } }')
  new ImportHook(['hooked', 'late'], {}, () => {})
  hook = new Hook(null, { internals: true }, (exports, name) => {
    seen.push(name)
    return exports
  })
})
afterAll(() => {
  hook.unhook()
  rmSync(folder, { recursive: true, force: true })
})

/** What the hook is told of while this is loaded. */
function toldOf(request: string): string[] {
  seen.length = 0
  load(request)
  return seen.filter(name => !name.startsWith('node:'))
}

test('files of a package that is hooked are told of, each once', () => {
  expect(toldOf('hooked')).toEqual([join('hooked', 'lib/inner.js'), 'hooked'])
  expect(toldOf('hooked')).toEqual([])
})

test('of another package the main module is told of, and its files are left to Node', () => {
  expect(toldOf('other')).toEqual(['other'])
})

test.each(['#db', './node_modules/late/lib/inner.js'])(
  'a package is told of that is reached by %s',
  request => {
    for (const path of Object.keys(load.cache)) delete load.cache[path]
    expect(toldOf(request)).toContain(request === '#db' ? 'late' : join('late', 'lib/inner.js'))
  },
)

test('a file of the app is resolved once', () => {
  writeFileSync(join(folder, 'own.js'), '')
  const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string }
  const resolve = loader._resolveFilename
  let count = 0
  loader._resolveFilename = function (request, ...rest) {
    if (request === './own.js') count++
    return resolve.call(this, request, ...rest)
  }
  load('./own.js')
  loader._resolveFilename = resolve
  expect(count).toBe(1)
})

test('errors of a load stay as they are', () => {
  expect(() => load('./gone.js')).toThrow("Cannot find module './gone.js'")
  expect(() => (load as (request: unknown) => unknown)(undefined)).toThrow(
    '"id" argument must be of type string',
  )
})
