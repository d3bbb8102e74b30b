import { expect, test } from 'vitest'
import { destinationOf } from '../../src/doctor/destination-of.ts'

test.each([
  [{}, { udp: { host: '127.0.0.1', port: 2000 }, said: 'by default' }],
  [{ AWS_XRAY_DAEMON_ADDRESS: 'a:1' }, { udp: { host: 'a', port: 1 }, said: 'AWS_XRAY_DAEMON_ADDRESS=a:1' }],
  [{ OTEL_EXPORTER_XRAY_ENDPOINT: 'xray' }, { api: 'xray', said: 'OTEL_EXPORTER_XRAY_ENDPOINT=xray' }],
  [
    { OTEL_EXPORTER_XRAY_ENDPOINT: 'https://a/x' },
    { api: 'https://a/x', said: 'OTEL_EXPORTER_XRAY_ENDPOINT=https://a/x' },
  ],
  [
    { OTEL_EXPORTER_XRAY_ENDPOINT: 'otlp+http://a:4318' },
    { otlp: 'http://a:4318', said: 'OTEL_EXPORTER_XRAY_ENDPOINT=otlp+http://a:4318' },
  ],
  [
    { AWS_XRAY_DAEMON_ADDRESS: 'a:1', OTEL_EXPORTER_XRAY_ENDPOINT: '?' },
    { udp: undefined, said: 'OTEL_EXPORTER_XRAY_ENDPOINT=?' },
  ],
])('destinationOf(%j)', (environment, destination) => {
  expect(destinationOf(environment)).toEqual(destination)
})
