import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginsAsEsm } from '../../src/setup/esm-builtins.ts'
import { projectRoot } from '../fixtures/run-node.ts'

test.each([
  ['app.mjs', [], true],
  ['app.mts', [], true],
  ['app.cjs', [], false],
  ['app.js', [], true],
  ['test/fixtures/apps/named/app.js', [], false],
  ['test/fixtures/apps/named/app.js', ['--import', 'spanray/register'], true],
  ['test/fixtures/apps/named/app.js', ['--import=spanray/register'], true],
  ['test/fixtures/apps/named/app.js', ['--require', 'spanray/register'], false],
])('beginsAsEsm() says of %s under %j: %s', (script, execArgv, isEsm) => {
  expect(beginsAsEsm(join(projectRoot, script), execArgv)).toBe(isEsm)
})

test('beginsAsEsm() takes a process without a script for CommonJS', () => {
  expect(beginsAsEsm(undefined, [])).toBe(false)
})
