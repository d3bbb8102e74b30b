import { join } from 'node:path'
import { DiagLogLevel, diag } from '@opentelemetry/api'
import { InstrumentationBase } from '@opentelemetry/instrumentation'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { guardPatches } from '../../src/setup/guard-patches.ts'

guardPatches()

let warnings: unknown[] = []
beforeEach(() => {
  warnings = []
  const ignore = () => {}
  diag.setLogger(
    { error: ignore, warn: message => warnings.push(message), info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.WARN,
  )
})
afterEach(() => diag.disable())

class Clumsy extends InstrumentationBase {
  constructor() {
    super('clumsy', '1.0.0', {})
  }
  protected init() {}
}
const { _onRequire } = InstrumentationBase.prototype as unknown as {
  _onRequire(...args: unknown[]): unknown
}

test('an instrumentation that fails leaves the module as it is, and is told of once', () => {
  const module = {
    name: 'net',
    patch() {
      throw new TypeError('Cannot redefine property: get')
    },
  }
  const exports = {}
  const clumsy = new Clumsy()
  for (let time = 0; time < 2; time++) expect(_onRequire.call(clumsy, module, exports, 'net')).toBe(exports)
  expect(warnings).toEqual([expect.stringMatching(/'net' is not traced: .*Cannot redefine property: get/)])
})

test('of a package the files that are changed are looked at, and no others', () => {
  const patched = { isPatched: true }
  const module = {
    name: 'pg',
    files: [{ name: join('pg', 'lib/client.js'), supportedVersions: ['*'], patch: () => patched }],
  }
  const exports = {}
  // The package is not there: whoever looks at its version has it to warn of.
  const load = (file: string) => _onRequire.call(new Clumsy(), module, exports, `pg/${file}`, '/gone/pg')
  expect(load('lib/query.js')).toBe(exports)
  expect(warnings).toEqual([])
  expect(load('lib/client.js')).toBe(patched)
  expect(warnings).toEqual(['Failed extracting version'])
})
