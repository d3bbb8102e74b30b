import { expect, test } from 'vitest'
import { daemonOf } from '../../src/doctor/daemon-of.ts'

test.each([
  [{}, '127.0.0.1', 'by default'],
  [{ AWS_XRAY_DAEMON_ADDRESS: 'a:1' }, 'a', 'AWS_XRAY_DAEMON_ADDRESS=a:1'],
  [
    { AWS_XRAY_DAEMON_ADDRESS: 'a:1', OTEL_EXPORTER_XRAY_ENDPOINT: '?' },
    undefined,
    'OTEL_EXPORTER_XRAY_ENDPOINT=?',
  ],
])('daemonOf(%j)', (environment, host, said) => {
  const daemon = daemonOf(environment)
  expect({ host: daemon.address?.udp.host, said: daemon.said }).toEqual({ host, said })
})
