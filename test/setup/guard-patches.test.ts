import { DiagLogLevel, diag } from '@opentelemetry/api'
import { InstrumentationBase } from '@opentelemetry/instrumentation'
import { expect, test } from 'vitest'
import { guardPatches } from '../../src/setup/guard-patches.ts'

test('an instrumentation that fails leaves the module as it is, and is told of once', () => {
  guardPatches()
  const warnings: unknown[] = []
  const ignore = () => {}
  diag.setLogger(
    { error: ignore, warn: message => warnings.push(message), info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.WARN,
  )
  class Clumsy extends InstrumentationBase {
    constructor() {
      super('clumsy', '1.0.0', {})
    }
    protected init() {}
  }
  const module = {
    name: 'net',
    patch() {
      throw new TypeError('Cannot redefine property: get')
    },
  }
  const { _onRequire } = InstrumentationBase.prototype as unknown as {
    _onRequire(...args: unknown[]): unknown
  }
  const exports = {}
  const clumsy = new Clumsy()
  for (let time = 0; time < 2; time++) expect(_onRequire.call(clumsy, module, exports, 'net')).toBe(exports)
  expect(warnings).toEqual([expect.stringMatching(/'net' is not traced: .*Cannot redefine property: get/)])
  diag.disable()
})
