import { expect, test } from 'vitest'
import { samplingEndpoint } from '../../src/setup/sampling-endpoint.ts'

test.each([
  [{}, 'http://127.0.0.1:2000'],
  [{ AWS_XRAY_DAEMON_ADDRESS: 'tcp:10.0.0.1:2002 udp:10.0.0.2:2000' }, 'http://10.0.0.1:2002'],
  [{ AWS_XRAY_DAEMON_ADDRESS: 'a', OTEL_EXPORTER_XRAY_ENDPOINT: 'udp://[::1]:3000' }, 'http://[::1]:3000'],
  [{ OTEL_EXPORTER_XRAY_ENDPOINT: 'xray' }, 'xray'],
  [
    { OTEL_EXPORTER_XRAY_ENDPOINT: 'https://xray.eu-west-1.amazonaws.com' },
    'https://xray.eu-west-1.amazonaws.com',
  ],
  [
    { OTEL_EXPORTER_XRAY_ENDPOINT: 'otlp+https://xray.eu-west-1.amazonaws.com/v1/traces' },
    'https://xray.eu-west-1.amazonaws.com',
  ],
  [{ OTEL_EXPORTER_XRAY_ENDPOINT: 'otlp+http://collector:4318' }, 'http://127.0.0.1:2000'],
  [{ OTEL_EXPORTER_XRAY_ENDPOINT: 'udp://?' }, 'http://127.0.0.1:2000'],
  [{ AWS_XRAY_DAEMON_ADDRESS: '10.0.0.256:2000' }, 'http://127.0.0.1:2000'],
  [{ OTEL_EXPORTER_XRAY_ENDPOINT: 'http://localhost:99999' }, 'http://127.0.0.1:2000'],
  [
    { OTEL_TRACES_SAMPLER_ARG: 'endpoint=http://[', AWS_XRAY_DAEMON_ADDRESS: '10.0.0.1:2000' },
    'http://10.0.0.1:2000',
  ],
  [{ OTEL_TRACES_SAMPLER_ARG: 'polling_interval=9,endpoint=http://c:4000' }, 'http://c:4000'],
])('samplingEndpoint() of %j is %s', (environment, place) =>
  expect(samplingEndpoint(environment)).toBe(place),
)
