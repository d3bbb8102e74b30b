import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// docs/settings.md is the list of what the environment can say: the code reads these variables and no others.

const root = join(import.meta.dirname, '..')
const VARIABLE = /\b(?:OTEL|SPANRAY|AWS_XRAY)_[A-Z0-9]+(?:_[A-Z0-9]+)*\b/g

/** Read by OpenTelemetry's own code, or a message's example. */
const NOT_READ_BY_US = /^OTEL_EXPORTER_OTLP$|^OTEL_SEMCONV_STABILITY_OPT_IN$/

/** The build writes the first into the code, Lambda's exec wrapper and the doctor the others into the environment. */
const OWN = ['SPANRAY_VERSION', 'SPANRAY_LAMBDA_HANDLER', 'SPANRAY_DOCTOR_FOLDER']

const read = new Set(
  ['src/setup', 'src/lambda'].flatMap(room =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => readFileSync(join(root, room, name), 'utf8').match(VARIABLE) ?? []),
  ),
)
// `OTEL_A_B`, `…_C` is short for OTEL_A_B and a variable that ends in _C.
const page = readFileSync(join(root, 'docs/settings.md'), 'utf8')
const written = new Set(page.match(VARIABLE))
const endings = [...page.matchAll(/`…(_[A-Z_]+)`/g)].map(([, ending]) => ending!)
const isWritten = (name: string) =>
  written.has(name) || endings.some(ending => name.endsWith(ending)) || name.startsWith('OTEL_EXPORTER_OTLP_')

test('every variable that the code reads is on the settings page', () => {
  expect([...read].filter(name => !OWN.includes(name) && !isWritten(name)).sort()).toEqual([])
})

test('every variable on the settings page is read by the code', () => {
  expect([...written].filter(name => !read.has(name) && !NOT_READ_BY_US.test(name)).sort()).toEqual([])
})
