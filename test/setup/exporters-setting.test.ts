import { BatchSpanProcessor, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { afterEach, expect, test } from 'vitest'
import { XRaySpanProcessor } from '../../src/export/index.ts'
import { asksForXRay, type Exporters, exportersSetting } from '../../src/setup/exporters-setting.ts'

const made: Exporters[] = []
afterEach(async () => {
  for (const { processors } of made.splice(0)) for (const processor of processors) await processor.shutdown()
})

function setting(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = []
  const exporters = exportersSetting(environment, undefined, text => warnings.push(text))
  made.push(exporters)
  return { ...exporters, kinds: exporters.processors.map(processor => processor.constructor), warnings }
}

test.each([
  [undefined, [XRaySpanProcessor]],
  ['', [XRaySpanProcessor]],
  ['xray', [XRaySpanProcessor]],
  [' console , xray,console', [SimpleSpanProcessor, XRaySpanProcessor]],
  ['none', []],
])('exportersSetting() makes of %s these processors', (names, kinds) => {
  const { xray, ...made } = setting({ OTEL_TRACES_EXPORTER: names })
  expect(made).toMatchObject({ kinds, warnings: [] })
  expect(xray === undefined).toBe(kinds.length === 0)
})

test('exportersSetting() leaves out a name that is none, and says so', () => {
  const { kinds, warnings } = setting({ OTEL_TRACES_EXPORTER: 'pigeon,console' })
  expect(kinds).toEqual([SimpleSpanProcessor])
  expect(warnings).toEqual([expect.stringMatching(/'pigeon'.*xray, otlp, zipkin, console, none/)])
})

test('exportersSetting() takes the default where no name is one', () => {
  expect(setting({ OTEL_TRACES_EXPORTER: 'X-Ray' })).toMatchObject({
    kinds: [XRaySpanProcessor],
    warnings: [expect.stringContaining("'X-Ray'")],
  })
})

test('exportersSetting() takes none at its word, and says that the others are not used', () => {
  expect(setting({ OTEL_TRACES_EXPORTER: 'xray,none' })).toMatchObject({
    kinds: [],
    warnings: [expect.stringContaining('nothing is exported')],
  })
})

test('exportersSetting() warns of an address that is none, and takes the default', () => {
  const { kinds, warnings } = setting({ OTEL_EXPORTER_XRAY_ENDPOINT: 'ftp://x' })
  expect(kinds).toEqual([XRaySpanProcessor])
  expect(warnings).toEqual([expect.stringMatching(/'ftp:\/\/x'.*udp:\/\/127\.0\.0\.1:2000/)])
})

test.each([
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, '@opentelemetry/exporter-zipkin'],
  [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'http/protobuf'],
  [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' }, '4318'],
])('exportersSetting() says which package %j needs', (environment, word) => {
  const { processors, warnings } = setting(environment)
  expect(processors.filter(processor => processor instanceof BatchSpanProcessor)).toEqual([])
  expect(warnings).toEqual([expect.stringContaining(word)])
})

test.each([
  [undefined, false],
  ['otlp', false],
  ['otlp,xray', true],
])('asksForXRay() for %s is %s', (names, asks) => {
  expect(asksForXRay({ OTEL_TRACES_EXPORTER: names })).toBe(asks)
})
