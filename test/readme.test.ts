import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from './fixtures/run-node.ts'
import { deadPort, listenUdp } from './fixtures/udp-listener.ts'

const run = promisify(execFile)
const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
const blocks = (language: string) =>
  Array.from(
    readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, code]) => code!,
  )

/** An empty project, in which the README's commands are run as they stand, but for the place of the package and the port. */
const project = mkdtempSync(join(tmpdir(), 'spanray-readme-'))
const children: ChildProcess[] = []

/** Asked at once, when no rules are there: X-Ray's default takes a few. */
const REQUESTS = 30

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: projectRoot,
  })
  const [{ filename }] = JSON.parse(stdout)
  writeFileSync(
    join(project, 'package.json'),
    '{ "name": "readers-app", "private": true, "type": "commonjs" }',
  )
  writeFileSync(
    join(project, 'app.js'),
    `const http = require('node:http')
     const server = http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1', () => {
       const { port } = server.address()
       let left = ${REQUESTS}
       const isOver = () => --left === 0 && server.close()
       for (let asked = 0; asked < ${REQUESTS}; asked++)
         http.get({ port, path: '/greeting' }, response => response.resume().on('end', isOver))
     })`,
  )
  const [install] = commands()
  expect(install).toBe('npm install spanray @opentelemetry/api')
  const words = install!.replace('spanray', join(project, filename)).split(' ').slice(1)
  await run('npm', [...words, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: project })
}, 120_000)

afterAll(() => {
  // `npx` starts a process of its own, which would live on: each child leads a group.
  for (const { pid } of children) if (pid) process.kill(-pid, 'SIGKILL')
  rmSync(project, { recursive: true, force: true })
})

/** The lines of the README's shell blocks. */
function commands(): string[] {
  return blocks('sh').flatMap(block => block.trim().split('\n'))
}

describe('README.md', () => {
  test('has no command but those that are run here', () => {
    expect(commands()).toEqual([
      'npm install spanray @opentelemetry/api',
      'npx spanray local',
      'OTEL_TRACES_SAMPLER=always_on node --require spanray/register app.js',
    ])
  })

  test('shows every trace of an app, and in the terminal', async () => {
    const port = await deadPort()
    const local = spawn('npx', ['spanray', 'local', '--port', String(port)], {
      cwd: project,
      detached: true,
    })
    children.push(local)
    let shown = ''
    local.stdout.on('data', chunk => {
      shown += chunk
    })
    local.stderr.on('data', chunk => {
      shown += chunk
    })
    await vi.waitUntil(() => shown.includes('listening'), { timeout: 20_000 })
    const env = { ...process.env, AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}` }
    await run('sh', ['-c', commands().at(-1)!], { cwd: project, env })
    const tracesHeld = async () => {
      const stats = await (await fetch(`http://127.0.0.1:${port}/_spanray/stats`)).json()
      return (stats as { traces: { held: number } }).traces.held
    }
    await vi.waitFor(async () => expect(await tracesHeld()).toBe(REQUESTS), { timeout: 20_000 })
    await vi.waitUntil(() => /readers-app[\s\S]*GET/.test(shown), { timeout: 20_000 })
  }, 60_000)

  test('sets OpenTelemetry up by hand', async () => {
    const [code] = blocks('js')
    for (const name of [
      'sdk-trace-node',
      'sdk-trace-base',
      'sdk-trace',
      'core',
      'resources',
      'semantic-conventions',
      'context-async-hooks',
    ]) {
      symlinkSync(
        join(projectRoot, 'node_modules/@opentelemetry', name),
        join(project, 'node_modules/@opentelemetry', name),
      )
    }
    await using daemon = await listenUdp()
    const script = `${code!.replace('127.0.0.1:2000', `127.0.0.1:${daemon.port}`)}
      import { trace } from '@opentelemetry/api'
      trace.getTracer('readme').startSpan('by hand').end()`
    writeFileSync(join(project, 'by-hand.mjs'), script)
    await run(process.execPath, ['--preserve-symlinks', 'by-hand.mjs'], { cwd: project })
    expect((await daemon.received(1))[0]).toContain('"name":"by hand"')
  }, 60_000)

  test('is short', () => {
    expect(readme.split('\n').length).toBeLessThan(90)
  })
})
