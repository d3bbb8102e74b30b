import { context, diag, propagation, trace } from '@opentelemetry/api'
import { W3CBaggagePropagator } from '@opentelemetry/core'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { afterEach, expect, test } from 'vitest'
import { registerGlobals } from '../../src/setup/api-globals.ts'
import { findEarlierSdk, watchForLaterSdk } from '../../src/setup/other-sdk.ts'

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
  diag.disable()
})

const STOCK = ['-r', '@opentelemetry/auto-instrumentations-node/register', '-r', 'spanray/register']
const silent = { error() {}, warn() {}, info() {}, debug() {}, verbose() {} }

function found(environment: NodeJS.ProcessEnv, flags: string[]) {
  const warnings: string[] = []
  return { sdk: findEarlierSdk(environment, flags, text => warnings.push(text)), warnings }
}

test('findEarlierSdk() finds nobody', () => {
  expect(found({}, STOCK)).toEqual({ sdk: undefined, warnings: [] })
})

test('findEarlierSdk() leaves the process to an SDK that was there first, and names who may have started it', () => {
  new NodeTracerProvider().register()
  const { sdk, warnings } = found({}, ['--require', './tracing.js', '--require', 'spanray/register'])
  expect(sdk).toBe('foreign')
  expect(warnings).toEqual([expect.stringContaining('(by ./tracing.js)')])
})

test("findEarlierSdk() takes the place of OpenTelemetry's own preload, and warns where that was not asked for", () => {
  new NodeTracerProvider().register()
  expect(found({ OTEL_TRACES_EXPORTER: 'xray' }, STOCK)).toEqual({ sdk: 'stock', warnings: [] })
  expect(found({}, STOCK)).toEqual({ sdk: 'stock', warnings: [expect.stringContaining('xray,otlp')] })
})

test('watchForLaterSdk() says once who starts an SDK that gets no spans', () => {
  diag.setLogger(silent)
  registerGlobals(new TracerProvider(), new W3CBaggagePropagator())
  const warnings: string[] = []
  watchForLaterSdk({}, text => warnings.push(text))
  new NodeTracerProvider().register()
  new NodeTracerProvider().register()
  expect(warnings).toEqual([
    expect.stringMatching(/^NodeTracerProvider at .*other-sdk\.test\.ts:\d+:\d+ starts an OpenTelemetry SDK/),
  ])
})
