import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { loadImportHooks } from '../../src/setup/import-hook.ts'
import { onFirstLoad } from '../../src/setup/on-first-load.ts'

// Real packages in a folder of their own, loaded by Node's own loader.
const folder = mkdtempSync(join(tmpdir(), 'spanray-first-load-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const load = createRequire(join(folder, 'app.js'))

function install(name: string, files: Record<string, string>): string {
  const place = join(folder, 'node_modules', name)
  mkdirSync(place, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text)
  return place
}

/** The callbacks called so far, by the module that they wait for. */
function callsFor(...names: string[]): string[] {
  const calls: string[] = []
  onFirstLoad(new Map(names.map(name => [name, [() => void calls.push(name)]])))
  return calls
}

test.each([
  ['by its name', 'by-name', (name: string) => load(name)],
  ['by its path, as `import` has it loaded', '@a/by-path', (_: string, place: string) => load(place)],
  ['by a file within', 'by-file', (name: string) => load(`${name}/inner.js`)],
  ['though it is not there', 'by-nothing', () => expect(() => load('by-nothing/gone')).toThrow('gone')],
])('onFirstLoad() tells of a package that is loaded %s, once', (_, name, loadIt) => {
  const calls = callsFor(name, 'another')
  const place = install(name, { 'index.js': '', 'inner.js': '' })
  loadIt(name, place)
  loadIt(name, place)
  expect(calls).toEqual([name])
})

test('onFirstLoad() tells of a package before its first file is loaded', () => {
  const seen = vi.fn()
  onFirstLoad(new Map([['early', [() => seen(globalThis.earlyIsLoaded)]]]))
  install('early', {
    'index.js': `require('./inner.js'); globalThis.earlyIsLoaded = true`,
    'inner.js': 'globalThis.earlyIsLoaded = true',
  })
  load('early')
  expect(seen).toHaveBeenCalledExactlyOnceWith(undefined)
})

declare global {
  var earlyIsLoaded: true | undefined
}

test.each(['zlib', 'node:zlib'])('onFirstLoad() tells of what Node brings: %s', request => {
  const calls = callsFor('zlib')
  load(request)
  expect(calls).toEqual(['zlib'])
})

test('onFirstLoad() is silent on files of the app that have the name of a package', () => {
  const calls = callsFor('pino', 'file')
  writeFileSync(join(folder, 'pino.js'), '')
  load('./pino.js')
  load(join(folder, 'pino.js'))
  expect(calls).toEqual([])
})

test('onFirstLoad() has the hooks of a callback called for the ES module that called for it', () => {
  const { Hook } = createRequire(import.meta.url)('import-in-the-middle')
  const { register } = createRequire(import.meta.url)('import-in-the-middle/lib/register.js')
  const patch = vi.fn()
  onFirstLoad(new Map([['native-esm', [() => void new Hook(['native-esm'], {}, patch)]]]))
  loadImportHooks()
  const place = install('native-esm', { 'index.mjs': '' })
  register(String(pathToFileURL(join(place, 'index.mjs'))), { namespace: {} }, 'native-esm', 'module')
  expect(patch).toHaveBeenCalledTimes(1)
})

test('onFirstLoad() leaves the errors of a load as they are', () => {
  callsFor('broken')
  install('broken', { 'index.js': `throw new RangeError('broken as ever')` })
  expect(() => load('broken')).toThrow(new RangeError('broken as ever'))
})
