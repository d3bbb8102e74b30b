import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { beginsAsEsm } from '../../src/setup/begins-as-esm.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// Without a package.json around it.
const folder = mkdtempSync(join(tmpdir(), 'spanray-esm-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['app.mjs', true],
  ['app.mts', true],
  ['app.cjs', false],
  ['app.cts', false],
  ['app.js', true],
  ['app.ts', true],
  ['app', false],
  ['test/fixtures/apps/named/app.js', false],
])('beginsAsEsm() of %s: %s', (script, isEsm) => {
  expect(beginsAsEsm(join(projectRoot, script))).toBe(isEsm)
})

test.each([
  [`import http from 'node:http'`, true],
  [`'use strict'\nimport{ get }from 'node:http'`, true],
  ['export const x = 1', true],
  [`const http = require('node:http')\n  import('node:net')`, false],
  [`import('node:net').then(net => net)`, false],
  ['', false],
])('beginsAsEsm() of a plain .js that says %j: %s', (text, isEsm) => {
  const script = join(folder, 'app.js')
  writeFileSync(script, text)
  expect(beginsAsEsm(script)).toBe(isEsm)
})

test('beginsAsEsm() takes what it cannot read, and a process without a script, for CommonJS', () => {
  expect(beginsAsEsm(join(folder, 'gone.js'))).toBe(false)
  expect(beginsAsEsm(undefined)).toBe(false)
})
