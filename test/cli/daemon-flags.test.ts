import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagLines, readFlags } from '../../src/cli/daemon-flags.ts'
import { UsageError } from '../../src/cli/read-options.ts'
import { SettingsError } from '../../src/daemon/index.ts'

/** Every flag of AWS's daemon, in its long form. */
const OF_AWS = {
  '--resource-arn': ['arn:aws:x', { resourceArn: 'arn:aws:x' }],
  '--buffer-memory': ['64', { bufferMegabytes: 64 }],
  '--region': ['eu-west-1', { region: 'eu-west-1' }],
  '--bind': ['0.0.0.0:2000', { udpAddress: { host: '0.0.0.0', port: 2000 } }],
  '--bind-tcp': ['[::1]:2001', { tcpAddress: { host: '::1', port: 2001 } }],
  '--role-arn': ['arn:aws:iam::1:role/x', { roleArn: 'arn:aws:iam::1:role/x' }],
  '--config': ['cfg.yaml', { configPath: 'cfg.yaml' }],
  '--log-file': ['xray.log', { logPath: 'xray.log' }],
  '--log-level': ['debug', { logLevel: 'debug' }],
  '--proxy-address': ['http://proxy:3128', { proxyAddress: 'http://proxy:3128' }],
} as const

const SHORT: Record<string, string> = {
  '--resource-arn': '-a',
  '--buffer-memory': '-m',
  '--region': '-n',
  '--bind': '-b',
  '--bind-tcp': '-t',
  '--role-arn': '-r',
  '--config': '-c',
  '--log-file': '-f',
  '--log-level': '-l',
  '--proxy-address': '-p',
}

test.each(Object.entries(OF_AWS))('%s, in each form that Go reads', (name, [value, settings]) => {
  for (const args of [
    [name, value],
    [`${name}=${value}`],
    [name.slice(1), value],
    [SHORT[name]!, value],
    [`${SHORT[name]}=${value}`],
  ])
    expect(readFlags(args)).toEqual(settings)
})

test('flags without a value', () => {
  expect(readFlags(['-o'])).toEqual({ isLocal: true })
  expect(readFlags(['--local-mode=false'])).toEqual({ isLocal: false })
  expect(readFlags(['-v', '--help'])).toEqual({ isVersionWanted: true, isHelpWanted: true })
})

test('of two the later one counts', () => {
  expect(readFlags(['-n', 'a', '--region', 'b'])).toEqual({ region: 'b' })
})

test('our own', () => {
  expect(
    readFlags([
      '--otlp',
      '--otlp-grpc',
      '0.0.0.0:1',
      '--admin',
      ':2001',
      '--spool',
      '/s',
      '--proxy-allow',
      '/TraceSegments',
    ]),
  ).toEqual({
    otlpHttpAddress: { host: '127.0.0.1', port: 4318 },
    otlpGrpcAddress: { host: '0.0.0.0', port: 1 },
    adminAddress: { host: '0.0.0.0', port: 2001 },
    spoolFolder: '/s',
    alsoAllowed: ['/TraceSegments'],
  })
})

test.each([
  [['--nothing'], UsageError, "Unknown flag '--nothing'"],
  [['word'], UsageError, "Unexpected argument 'word'"],
  [['-n'], UsageError, '-n needs its REGION'],
  [['-m', '1.5'], SettingsError, "--buffer-memory is '1.5'; it must be a whole number"],
  [['-o=perhaps'], SettingsError, '--local-mode is'],
  [['-b', 'nowhere'], SettingsError, '--bind is "nowhere"'],
  [['--proxy-allow', '../x'], SettingsError, "--proxy-allow is '../x'; it must be paths of X-Ray's API"],
])('%j is told', (args, type, message) => {
  expect(() => readFlags(args)).toThrow(type)
  expect(() => readFlags(args)).toThrow(message)
})

test('whatever the words are, there are settings or an error that says why', () => {
  const flag = fc.constantFrom(...Object.keys(OF_AWS), ...Object.values(SHORT), '--otlp', '-o', '--admin')
  fc.assert(
    fc.property(fc.array(fc.oneof(flag, fc.string())), args => {
      try {
        expect(typeof readFlags(args)).toBe('object')
      } catch (error) {
        expect(error instanceof UsageError || error instanceof SettingsError).toBe(true)
      }
    }),
  )
})

test('each flag is a line of the help, no wider than a terminal', () => {
  const { ofAws, ourOwn } = flagLines()
  for (const line of [...ofAws, ...ourOwn]) expect(line.length).toBeLessThanOrEqual(100)
  for (const [long, short] of Object.entries(SHORT))
    expect(ofAws.some(line => line.includes(`${short}, ${long} `))).toBe(true)
})
