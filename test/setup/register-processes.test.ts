import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { runTraced } from '../fixtures/run-traced.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

const app = (name: string) => join(projectRoot, 'test/fixtures/apps', name)
const INHERITED = { NODE_OPTIONS: '--require spanray/register' }

/** PM2 takes its time. */
const PM2_MILLIS = 180_000

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGINT')
})

describe('the preload traces an app', () => {
  test.each(['fork', 'spawn', 'exec', 'worker', 'cluster'])('in a child by %s', async way => {
    const { code, stderr, stdout, documents } = await runTraced(
      [app('start-child.cjs'), way, app('named/app.cjs')],
      INHERITED,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/"trace":"Root=1-/)
    // A thread bears the name of its process, whose script is another.
    const name = way === 'worker' ? 'spanray' : 'named-app'
    expect(documents.map(document => document.name)).toEqual([name, name])
  })

  test('in a child that gets the flag and not the environment', async () => {
    const { documents } = await runTraced([
      '--require',
      'spanray/register',
      app('start-child.cjs'),
      'fork',
      app('echo.cjs'),
    ])
    expect(documents).toHaveLength(2)
  })

  test('in a worker thread of an ES module, in full', async () => {
    const { code, stderr, documents } = await runTraced([app('esm/start-worker.mjs')], INHERITED)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(documents.map(({ metadata }) => metadata?.default?.['otel.span.name'])).toContain(
      'GET /orders/:id',
    )
    expect(documents).toHaveLength(6)
  })

  test.each([
    ['fork', 'named/app.cjs', [], 2],
    ['fork', 'esm/express.mjs', [], 6],
    ['cluster', 'named/app.cjs', ['-i', '1'], 2],
    ['cluster', 'esm/express.mjs', ['-i', '1'], 6],
  ])(
    'under PM2 in its %s mode: %s',
    async (_, file, options, count) => {
      const home = mkdtempSync(join(tmpdir(), 'spanray-pm2-'))
      await using daemon = await listenUdp()
      const pm2 = createRequire(import.meta.url).resolve('pm2/bin/pm2-runtime')
      const child = spawn(
        process.execPath,
        [
          pm2,
          'start',
          app(file),
          ...options,
          '--no-autorestart',
          '--node-args',
          '--require spanray/register',
        ],
        {
          cwd: projectRoot,
          env: {
            PATH: process.env.PATH,
            PM2_HOME: home,
            AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
            OTEL_TRACES_SAMPLER: 'always_on',
          },
          stdio: 'ignore',
        },
      )
      children.push(child)
      const ended = once(child, 'exit')
      try {
        const documents = (await daemon.received(count)).map(datagram =>
          JSON.parse(datagram.split('\n')[1] ?? ''),
        )
        const name = file.startsWith('named') ? 'named-app' : 'spanray'
        expect(documents.map(document => document.name)).toEqual(Array(count).fill(name))
      } finally {
        child.kill('SIGINT')
        await ended
        rmSync(home, { recursive: true })
      }
    },
    PM2_MILLIS,
  )
})

describe('the preload leaves alone', () => {
  const print = ['--require', app('print-modules.cjs')]

  test('npm and npx, but not what they start', async () => {
    // Beside an app that has a name of its own `spanray` is not found by its name.
    const inherited = { NODE_OPTIONS: `--require ${join(projectRoot, 'dist/register.cjs')}` }
    const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim()
    const { documents, stdout } = await runTraced([npm, 'run', '--silent', 'echo'], inherited, app('named'))
    expect(documents.map(document => document.name)).toEqual(['named-app', 'named-app'])
    expect(stdout).toMatch(/"trace":"Root=1-/)
    const left = await runNode([...print, '--require', 'spanray/register', npm, '--version'])
    expect(left.stderr).toBe('register.cjs\n')
  })

  test('a process that is switched off: it reads one small file', async () => {
    const flags = [...print, '--require', 'spanray/register', '--eval', '0']
    expect((await runNode(flags, { OTEL_SDK_DISABLED: 'true' })).stderr).toBe('register.cjs\n')
    expect((await runNode(flags)).stderr).toMatch(/^register\.cjs trace-process\.cjs start\.cjs/)
  })

  test("the thread of somebody's module hooks", async () => {
    const hooks = [
      '--require',
      app('print-modules.cjs'),
      '--require',
      'spanray/register',
      '--import',
      app('esm/register-hooks.mjs'),
    ]
    const { stderr, stdout } = await runNode([...hooks, app('esm/circle.mjs')])
    expect(stdout).toBe('Leaf of Tree of Leaf\n')
    expect(stderr).toMatch(/^thread: register\.cjs$/m)
  })
})
