import { expect, test } from 'vitest'
import { tellUnserved } from '../../src/setup/unserved-settings.ts'

function told(environment: NodeJS.ProcessEnv, flags: string[] = []): string[] {
  const warnings: string[] = []
  tellUnserved(environment, flags, text => warnings.push(text))
  return warnings
}

test.each([
  {},
  { OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: '' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' },
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'xray' },
])('tellUnserved() has nothing to say of %j', environment => {
  expect(told(environment)).toEqual([])
})

test.each([
  [{ OTEL_CONFIG_FILE: 'otel.yaml' }, /'otel\.yaml' is not read/],
  [{ OTEL_METRICS_EXPORTER: 'otlp' }, /OTEL_METRICS_EXPORTER='otlp'.*OTEL_METRICS_EXPORTER=none/],
  [{ OTEL_LOGS_EXPORTER: 'otlp,console' }, /OTEL_LOGS_EXPORTER='otlp,console'/],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318' }, /OTEL_TRACES_EXPORTER=xray.*xray,otlp/],
])('tellUnserved() of %j warns once', (environment, warning) => {
  expect(told(environment)).toEqual([expect.stringMatching(warning)])
})

test("tellUnserved() leaves metrics and logs to OpenTelemetry's own preload", () => {
  const flags = ['--require', '@opentelemetry/auto-instrumentations-node/register']
  expect(told({ OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'otlp' }, flags)).toEqual([])
})
