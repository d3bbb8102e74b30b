import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DiagLogLevel, diag } from '@opentelemetry/api'
import { afterAll, expect, test, vi } from 'vitest'
import { type InstrumentationClass, startInstrumentations } from '../../src/setup/start-instrumentations.ts'

// Stand-ins for packages that are instrumented: it is their names that count here.
const folder = mkdtempSync(join(tmpdir(), 'spanray-instrumentations-'))
for (const name of ['pg', 'pg-pool', 'redis', 'koa', 'knex']) {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true })
  writeFileSync(join(folder, 'node_modules', name, 'index.js'), '')
}
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const load = createRequire(join(folder, 'app.js'))

/** An instrumentation that only keeps what it is made with. */
function recorder() {
  const made: object[] = []
  const read = vi.fn(
    (_: string) =>
      class {
        constructor(options: object) {
          made.push(options)
        }
        setTracerProvider() {}
        setMeterProvider() {}
      } as unknown as InstrumentationClass,
  )
  return { made, read }
}

test('startInstrumentations() reads an instrumentation when the first of its modules is loaded, and once', () => {
  const { made, read } = recorder()
  startInstrumentations(['pg', 'redis'], read)
  expect(read).not.toHaveBeenCalled()
  load('pg-pool')
  load('pg')
  expect(read.mock.calls).toEqual([['pg']])
  expect(made).toEqual([{ ignoreConnectSpans: true }])
})

test('startInstrumentations() takes options over its own', () => {
  const { made, read } = recorder()
  const requestHook = () => {}
  startInstrumentations(['koa'], read, { koa: { ignoreLayersType: [], requestHook } })
  load('koa')
  expect(made).toEqual([{ ignoreLayersType: [], requestHook }])
})

test('startInstrumentations() warns of an instrumentation that fails, and the app loads its module', () => {
  const warn = vi.fn()
  diag.setLogger({ warn, error() {}, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  startInstrumentations(['knex'], () => {
    throw new Error('its file is gone')
  })
  expect(load('knex')).toEqual({})
  expect(warn.mock.calls).toEqual([['spanray: knex is not traced: Error: its file is gone']])
  diag.disable()
})
