import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPackageTool } from '../../src/setup/is-package-tool.ts'

const home = mkdtempSync(join(tmpdir(), 'spanray-managers-'))
const file = (path: string) => join(home, path)
const SCRIPTS = [
  'lib/node_modules/npm/bin/npm-cli.js',
  'lib/node_modules/npm/bin/npx-cli.js',
  'lib/node_modules/corepack/dist/corepack.js',
  'cache/corepack/v1/pnpm/9.15.0/bin/pnpm.cjs',
  'cache/corepack/v1/yarn/1.22.22/bin/yarn.js',
  'app/.yarn/releases/yarn-4.5.0.cjs',
]
const APPS = ['app/npm.js', 'app/node_modules/npm/app.js', 'app/pnpm/server.js']

beforeAll(() => {
  for (const path of [...SCRIPTS, ...APPS]) {
    mkdirSync(dirname(file(path)), { recursive: true })
    writeFileSync(file(path), '')
  }
  mkdirSync(file('bin'))
  symlinkSync(file('lib/node_modules/npm/bin/npm-cli.js'), file('bin/npm'))
  symlinkSync(file('app/pnpm/server.js'), file('bin/server'))
})
afterAll(() => rmSync(home, { recursive: true }))

test.each([...SCRIPTS, 'bin/npm'])('isPackageTool() is true of %s', path => {
  expect(isPackageTool(file(path))).toBe(true)
})

test.each([...APPS, 'bin/server', 'bin/npx'])('isPackageTool() is false of %s', path => {
  expect(isPackageTool(file(path))).toBe(false)
})

test('isPackageTool() is false where there is no script', () => {
  expect(isPackageTool(undefined)).toBe(false)
})
