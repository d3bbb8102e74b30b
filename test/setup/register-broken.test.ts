import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, plainEnvironment, projectRoot } from '../fixtures/run-node.ts'
import { deadPort, listenUdp, type UdpListener } from '../fixtures/udp-listener.ts'

// However a process is broken: its app answers the same bytes as without the preload, and there is one more line on
// standard error at most.

const apps = join(projectRoot, 'test/fixtures/apps')
const steady = join(apps, 'steady.cjs')
const register = join(projectRoot, 'dist/register.cjs')
const broken = (name: string) => ['--require', join(apps, 'broken', `${name}.cjs`)]
const permission = process.version.startsWith('v20.') ? '--experimental-permission' : '--permission'

interface Way {
  /** Arguments of Node before the app. */
  flags?: string[]
  environment?: NodeJS.ProcessEnv
  app?: string
  cwd?: string
  /** A line of a shell that runs `"$@"`. */
  shell?: string
  /** What may be added to standard error. @default 1 */
  lines?: number
}

const place = mkdtempSync(join(tmpdir(), 'spanray-broken-'))
const inPlace = (name: string) => join(place, name)
let daemon: UdpListener

beforeAll(async () => {
  daemon = await listenUdp()
  for (const folder of ['bare', 'garbled', 'read-only']) {
    mkdirSync(inPlace(folder))
    cpSync(steady, inPlace(`${folder}/steady.cjs`))
  }
  writeFileSync(inPlace('garbled/package.json'), '{ "name": ')
  mkdirSync(inPlace('odd/package.json'), { recursive: true })
  cpSync(steady, inPlace('odd/steady.cjs'))
  cpSync(join(projectRoot, 'dist'), inPlace('alone/dist'), { recursive: true })
})
afterAll(async () => {
  await daemon[Symbol.asyncDispose]()
  rmSync(place, { recursive: true })
})

const WAYS: Record<string, Way> = {
  'no daemon': { environment: { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:DEAD' } },
  'a daemon of no known host': { environment: { AWS_XRAY_DAEMON_ADDRESS: 'daemon.invalid:2000' } },
  // A second line says that there are no rules for the default.
  'a sampler that is none': { environment: { OTEL_TRACES_SAMPLER: '__proto__' }, lines: 2 },
  'a ratio that is none': {
    environment: { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1e999' },
  },
  'propagators that are none': { environment: { OTEL_PROPAGATORS: 'pigeon' } },
  'an instrumentation that is none': { environment: { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'constructor' } },
  'resource attributes that are none': { environment: { OTEL_RESOURCE_ATTRIBUTES: '=,%E0%A4%A=1,,x' } },
  'a limit that is no number': { environment: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: 'many' } },
  'a limit below zero': { environment: { OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '-1' } },
  'a full disk': { environment: { OTEL_TRACES_SAMPLER: 'x' }, shell: '"$@" 2>/dev/full' },
  'a closed standard error': { environment: { OTEL_TRACES_SAMPLER: 'x' }, shell: '"$@" 2>&-' },
  'a reader of standard error that is gone': {
    environment: { OTEL_TRACES_SAMPLER: 'x' },
    shell: '{ "$@" 2>&1 >&3 | true; } 3>&1',
  },
  'few files to be opened': { shell: 'ulimit -n 24; "$@"' },
  'a deleted folder to work in': { shell: 'cd "$(mktemp -d)" && rmdir "$PWD" && "$@"' },
  'a folder that nobody may write to': {
    shell: `chmod 555 ${inPlace('read-only')} && cd ${inPlace('read-only')} && "$@"`,
  },
  'no package.json': { app: inPlace('bare/steady.cjs'), cwd: inPlace('bare') },
  'a garbled package.json': { app: inPlace('garbled/steady.cjs') },
  'a package.json that is a folder': { app: inPlace('odd/steady.cjs'), cwd: inPlace('odd') },
  'a thread of module hooks': { flags: ['--import', join(apps, 'esm/register-hooks.mjs')] },
  'frozen exports': { flags: broken('freeze-http') },
  'sealed exports': { flags: broken('seal-http') },
  'a frozen module loader': { flags: broken('freeze-loader') },
  'an environment that throws': { flags: broken('strict-env') },
  'prototypes with more': { flags: broken('odd-prototypes') },
  'errors without stacks': { flags: broken('odd-errors') },
  'no new globals': { flags: broken('closed-globals') },
  'another API of OpenTelemetry': { flags: broken('foreign-api') },
  'another state of spanray': { flags: broken('foreign-state') },
  'no timers': { flags: broken('no-timers') },
  'no sockets': { flags: broken('no-sockets') },
  'no channels': { flags: broken('no-channels') },
  'no code from strings': { flags: ['--disallow-code-generation-from-strings'] },
  'frozen intrinsics': { flags: ['--frozen-intrinsics'] },
  'no __proto__': { flags: ['--disable-proto=delete'] },
  'a __proto__ that throws': { flags: ['--disable-proto=throw'] },
  'no compiler': { flags: ['--jitless'] },
  'little memory': { flags: ['--max-old-space-size=32'] },
  'a small stack': { flags: ['--stack-size=200'] },
  'deprecations that throw': { flags: ['--throw-deprecation', '--pending-deprecation'] },
  'links that are not followed': { flags: ['--preserve-symlinks', '--preserve-symlinks-main'] },
  'no require of ES modules': { flags: ['--no-experimental-require-module'] },
  'permission to read and nothing else': { flags: [permission, '--allow-fs-read=/'] },
  'permission to read two folders': {
    flags: [permission, `--allow-fs-read=${join(projectRoot, 'dist')}/*`, `--allow-fs-read=${apps}/*`],
  },
  'a debugger': { flags: ['--inspect=127.0.0.1:0'], shell: '"$@" 2>/dev/null' },
}

describe('an app answers the same bytes', () => {
  test.each(Object.entries(WAYS))('with %s', async (_, way) => {
    const bare = await run(way, [])
    expect(bare).toMatchObject({ code: 0, stdout: expect.stringContaining('X-App: steady') })
    const traced = await run(way, ['--require', register])
    expect({ ...traced, stderr: '' }).toEqual({ ...bare, stderr: '' })
    expect(linesOf(traced) - linesOf(bare), traced.stderr).toBeLessThanOrEqual(way.lines ?? 1)
  })

  test('with two copies of spanray, which trace it once', async () => {
    const way = { flags: ['--require', inPlace('alone/dist/register.cjs')] }
    const traced = await run(way, ['--require', register])
    expect(traced).toEqual(await run({}, []))
    const before = daemon.datagrams.length
    await run(way, ['--require', register])
    expect(daemon.datagrams.length - before).toBe(3)
  })
})

const linesOf = ({ stderr }: Ended) => stderr.split('\n').length

async function run(way: Way, preload: string[]): Promise<Ended> {
  const command = [process.execPath, ...(way.flags ?? []), ...preload, way.app ?? steady]
  const environment = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`, ...way.environment }
  const dead = String(await deadPort())
  const [file = '', ...args] = way.shell ? ['bash', '-c', way.shell, 'bash', ...command] : command
  const child = spawn(file, args, {
    cwd: way.cwd ?? projectRoot,
    env: {
      ...plainEnvironment(),
      ...environment,
      AWS_XRAY_DAEMON_ADDRESS: environment.AWS_XRAY_DAEMON_ADDRESS?.replace('DEAD', dead),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [code, stdout, stderr] = await Promise.all([
    new Promise<number | null>(resolve => child.once('close', resolve)),
    text(child.stdout),
    text(child.stderr),
  ])
  return { code, stdout, stderr }
}
