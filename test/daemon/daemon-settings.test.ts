import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SettingsError } from '../../src/daemon/daemon-settings.ts'

test('the defaults are those of AWS’s daemon', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({
    udpAddress: { host: '127.0.0.1', port: 2000 },
    tcpAddress: { host: '127.0.0.1', port: 2000 },
    bufferMegabytes: 0,
    concurrency: 8,
    region: '',
    endpoint: '',
    isLocal: false,
    noVerifySsl: false,
    logLevel: 'prod',
    isLogRotated: true,
  })
})

test('nothing of ours listens unless it is asked to', () => {
  const { adminAddress, otlpHttpAddress, otlpGrpcAddress, spoolFolder, alsoAllowed } = DEFAULT_SETTINGS
  expect([adminAddress, otlpHttpAddress, otlpGrpcAddress]).toEqual([undefined, undefined, undefined])
  expect([spoolFolder, alsoAllowed]).toEqual(['', []])
  expect(new SettingsError('no').name).toBe('SettingsError')
})
