import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseConfigFile } from '../../src/daemon/config-file.ts'
import { SettingsError } from '../../src/daemon/daemon-settings.ts'

/** The file that comes with AWS's daemon, all keys set. */
const COMPLETE = `
TotalBufferSizeMB: 24
Concurrency: 4
Region: "eu-west-1"
Endpoint: "https://xray.eu-west-1.amazonaws.com"
Socket:
  UDPAddress: "127.0.0.1:3000"
  TCPAddress: "[::1]:3001"
Logging:
  LogRotation: no
  LogLevel: "warn"
  LogPath: "/var/log/xray.log"
LocalMode: true
ResourceARN: "arn:aws:ec2:eu-west-1:123456789012:instance/i-1"
RoleARN: "arn:aws:iam::123456789012:role/xray"
Profile: "ci"
NoVerifySSL: false
ProxyAddress: "http://proxy:3128"
ProxyServer:
  IdleConnTimeout: 30
Version: 2
`

const strict = (yaml: string) => parseConfigFile(yaml, 'cfg.yaml', true)

test('every key of AWS is read', async () => {
  expect(await strict(COMPLETE)).toEqual({
    bufferMegabytes: 24,
    concurrency: 4,
    region: 'eu-west-1',
    endpoint: 'https://xray.eu-west-1.amazonaws.com',
    udpAddress: { host: '127.0.0.1', port: 3000 },
    tcpAddress: { host: '::1', port: 3001 },
    isLogRotated: false,
    logLevel: 'warn',
    logPath: '/var/log/xray.log',
    isLocal: true,
    resourceArn: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1',
    roleArn: 'arn:aws:iam::123456789012:role/xray',
    profile: 'ci',
    noVerifySsl: false,
    proxyAddress: 'http://proxy:3128',
  })
})

test('what is empty or 0 says nothing, as in AWS’s daemon', async () => {
  const yaml = 'Version: 1\nConcurrency: 0\nSocket:\n  UDPAddress: ""\nLogging:\n  LogLevel: ""\nLocalMode:\n'
  expect(await strict(yaml)).toEqual({})
})

test.each([
  ['Region: x', /has no Version/],
  ['Version: 3', /Version is 3; there are 1 and 2; write "Version: 2"/],
  ['Version: "2"', /Version is "2"/],
  ['Version: 2\nRegoin: x', /unknown key "Regoin"; beside it there may be Version, .*Region, /],
  [
    'Version: 2\nSocket:\n  UDPAdress: x',
    /unknown key "Socket.UDPAdress"; beside it there may be Socket.UDPAddress, Socket.TCPAddress$/,
  ],
  ['Version: 2\nMemoryLimit: 3', /MemoryLimit is called TotalBufferSizeMB now/],
  ['Version: 1\nProcessor:\n  Routine: 3', /Processor.Routine is called Concurrency now/],
  ['Version: 2\nSocket:\n  BufferSizeKB: 64', /Socket.BufferSizeKB is not supported any more/],
  ['Version: 2\nConcurrency: -1', /Concurrency is -1; it must be a whole number/],
  ['Version: 2\nRegion: 3', /Region is 3; it must be text/],
  ['Version: 2\nLocalMode: perhaps', /LocalMode is "perhaps"; it must be true or false/],
  [
    'Version: 2\nSocket:\n  TCPAddress: here',
    /Socket.TCPAddress is "here"; it must be an address and a port/,
  ],
  ['- 1', /it is a list/],
  ['{', /it is not YAML/],
])('%j is refused with the key and the rule', async (yaml, message) => {
  await expect(strict(yaml)).rejects.toThrow(message)
  await expect(strict(yaml)).rejects.toThrow(/^Cannot use the configuration file cfg.yaml: /)
})

test('a list that is thousands deep is refused', async () => {
  await expect(strict(`Version: 2\nx: ${'['.repeat(4000)}`)).rejects.toThrow(/it is not YAML/)
})

test('a file that nobody named may have keys that nobody knows', async () => {
  expect(await parseConfigFile('Version: 2\nFuture: yes\nRegion: x', 'cfg.yaml', false)).toEqual({
    region: 'x',
  })
})

test('aliases that would grow to gigabytes are refused', async () => {
  const levels = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(10)}]`)
  await expect(strict(['Version: 2', 'l0: &l0 [x]', ...levels].join('\n'))).rejects.toThrow(SettingsError)
})

test('whatever the text is, there are settings or a SettingsError', async () => {
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...COMPLETE.split('\n')), fc.json())
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), async (lines, isStrict) => {
      const settled = await parseConfigFile(lines.join('\n'), 'cfg.yaml', isStrict).catch(error => error)
      expect(settled instanceof SettingsError || !(settled instanceof Error)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
