import { expect, test, vi } from 'vitest'
import { createXRayExporter } from '../../src/setup/create-xray-exporter.ts'

test('createXRayExporter() warns of an address that is none, and sends to the default', () => {
  const warn = vi.fn()
  createXRayExporter({ OTEL_EXPORTER_XRAY_ENDPOINT: 'nowhere:at:all' }, warn)
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/nowhere:at:all.*using udp:\/\/127\.0\.0\.1:2000/s)],
  ])
})

test('createXRayExporter() refuses an option that is no address', () => {
  const warn = vi.fn()
  expect(() => createXRayExporter({}, warn, { endpoint: 'nowhere:at:all' })).toThrow(TypeError)
  expect(() =>
    createXRayExporter({ AWS_XRAY_DAEMON_ADDRESS: 'x:y:z' }, warn, { endpoint: 'udp://[::1]' }),
  ).not.toThrow()
  expect(warn).not.toHaveBeenCalled()
})
