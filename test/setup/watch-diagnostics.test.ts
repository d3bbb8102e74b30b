import { context, type DiagLogger, diag, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CBaggagePropagator } from '@opentelemetry/core'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerGlobals } from '../../src/setup/api-globals.ts'
import { watchDiagnostics } from '../../src/setup/watch-diagnostics.ts'

let lines: string[]
let stacks: string[]
const log = (line: string) => void lines.push(line)
const logger: DiagLogger = { error: log, warn: log, info: log, debug: log, verbose: log }

beforeEach(() => {
  lines = []
  stacks = []
  diag.setLogger(logger)
  registerGlobals(new TracerProvider(), new W3CBaggagePropagator())
  watchDiagnostics(stack => stacks.push(stack))
})

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
  diag.disable()
})

test('watchDiagnostics() tells of an SDK that starts later, and keeps back what is said of its parts', () => {
  new NodeTracerProvider().register()
  expect(stacks).toEqual([expect.stringContaining('NodeTracerProvider')])
  expect(stacks[0]).toContain('watch-diagnostics.test.ts')
  expect(lines).toEqual([])
})

test('watchDiagnostics() tells of it too when the SDK brings its own logger', () => {
  diag.setLogger(logger, { suppressOverrideMessage: true })
  new NodeTracerProvider().register()
  expect(stacks).toHaveLength(1)
  expect(lines).toEqual([])
})

test('watchDiagnostics() lets pass what the app registers by itself in vain', () => {
  propagation.setGlobalPropagator(new W3CBaggagePropagator())
  context.setGlobalContextManager(new AsyncLocalStorageContextManager())
  expect(stacks).toEqual([])
  expect(lines.map(line => line.split('\n')[0])).toEqual([
    'Error: @opentelemetry/api: Attempted duplicate registration of API: propagation',
    'Error: @opentelemetry/api: Attempted duplicate registration of API: context',
  ])
})

test("watchDiagnostics() keeps back what OpenTelemetry's preload says of names that are ours", () => {
  diag.warn('Unrecognized OTEL_TRACES_EXPORTER value: xray.')
  diag.warn('Propagator "xray" requested through environment variable is unavailable.')
  diag.error('unknown OTEL_TRACES_SAMPLER value "xray", using default')
  diag.warn('Unrecognized OTEL_TRACES_EXPORTER value: pigeon.')
  diag.warn('spanray: a warning')
  diag.info('some news')
  expect(lines).toEqual([
    'Unrecognized OTEL_TRACES_EXPORTER value: pigeon.',
    'spanray: a warning',
    'some news',
  ])
})
