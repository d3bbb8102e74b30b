// Starts the examples by the scripts of their package.json, and looks at the documents that arrive.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer as createHttpServer, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Segment } from '../../src/document/index.ts'
import { plainEnvironment, projectRoot, runNode } from '../fixtures/run-node.ts'
import { listenUdp, type UdpListener } from '../fixtures/udp-listener.ts'

const installed = join(projectRoot, 'node_modules/.cache/frameworks/node_modules')
const isInstalled = existsSync(join(installed, '.package-lock.json'))

/** Each starts a Node.js or three, on a machine that may be busy. */
const PATIENCE = 120_000

/** A copy of the examples among installed packages, as somebody has it who took them for a start. */
const folder = mkdtempSync(join(tmpdir(), 'spanray-frameworks-'))
const modules = join(folder, 'node_modules')

beforeAll(() => {
  cpSync(join(projectRoot, 'examples/frameworks'), folder, { recursive: true })
  mkdirSync(modules)
  if (isInstalled)
    for (const name of readdirSync(installed)) symlinkSync(join(installed, name), join(modules, name))
  symlinkSync(projectRoot, join(modules, 'spanray'))
  for (const name of ['@opentelemetry', 'vitest'])
    symlinkSync(join(projectRoot, 'node_modules', name), join(modules, name))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script of the example's package.json in a process group of its own. */
function run(example: string, script: string, daemon: UdpListener, environment: NodeJS.ProcessEnv = {}) {
  const { scripts } = JSON.parse(readFileSync(join(folder, example, 'package.json'), 'utf8'))
  const path = [join(modules, '.bin'), join(projectRoot, 'node_modules/.bin'), process.env.PATH]
  const child = spawn(scripts[script], {
    shell: true,
    detached: true,
    cwd: join(folder, example),
    env: {
      ...plainEnvironment(),
      PATH: path.join(delimiter),
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk
    })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  return {
    ended,
    async stop() {
      process.kill(-child.pid!, 'SIGTERM')
      await ended
    },
  }
}

/**
 * Starts the example's server and asks it for this path until the answers are enough; gives them back with as many
 * documents, or with so many.
 */
async function ask(
  example: string,
  path: string,
  { isEnough = () => true, documentCount, environment }: Asking = {},
) {
  await using daemon = await listenUdp()
  const port = await freePort()
  const server = run(example, 'start', daemon, { PORT: String(port), ...environment })
  let early: string | undefined
  server.ended.then(({ output }) => {
    early = output
  })
  try {
    const answers: string[] = []
    while (answers.length === 0 || !isEnough(answers)) {
      if (early !== undefined) throw new Error(`The example ended before it answered: ${early}`)
      await get(port, path).then(
        answer => answers.push(answer),
        () => delay(100),
      )
    }
    return { answers, documents: read(await daemon.received(documentCount ?? answers.length)) }
  } finally {
    if (early === undefined) await server.stop()
  }
}

interface Asking {
  isEnough?: (answers: string[]) => boolean
  documentCount?: number
  environment?: NodeJS.ProcessEnv
}

/** Over a connection of its own, so that each worker of a cluster gets its share. */
async function get(port: number, path: string): Promise<string> {
  const [response] = await once(request({ port, path, host: '127.0.0.1', agent: false }).end(), 'response')
  return text(response)
}

const fromTwoProcesses = (answers: string[]) => new Set(answers).size === 2

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

const read = (datagrams: readonly string[]): Segment[] =>
  datagrams.map(datagram => JSON.parse(datagram.slice(datagram.indexOf('\n') + 1)))

const url = (document: Segment | undefined) => document?.http?.request?.url?.replace(/^http:\/\/[^/]+/, '')

describe('frameworks', () => {
  beforeEach(({ skip }) => skip(!isInstalled, 'they are not installed: node tools/prepare.mjs --tests'))

  test('fastify', { timeout: PATIENCE }, async () => {
    const { answers, documents } = await ask('fastify', '/users/7')
    expect(answers).toEqual(['{"id":"7"}'])
    expect(documents[0]).toMatchObject({ name: 'fastify-example', http: { response: { status: 200 } } })
    expect(url(documents[0])).toBe('/users/7')
  })

  test('nestjs', { timeout: PATIENCE }, async () => {
    await using nobody = await listenUdp()
    expect(await run('nestjs', 'build', nobody).ended).toEqual({ code: 0, output: '' })
    const { answers, documents } = await ask('nestjs', '/users/0')
    expect(answers[0]).toContain('no such user')
    expect(documents[0]).toMatchObject({
      name: 'nestjs-example',
      error: true,
      http: { response: { status: 404 } },
    })
    expect(url(documents[0])).toBe('/users/0')
  })

  test('pm2', { timeout: PATIENCE }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'spanray-pm2-'))
    try {
      const { documents } = await ask('pm2', '/', {
        isEnough: fromTwoProcesses,
        environment: { PM2_HOME: home },
      })
      expect(new Set(documents.map(document => document.name))).toEqual(new Set(['pm2-example']))
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  test('jest', { timeout: PATIENCE }, async () => {
    await using daemon = await listenUdp()
    expect(await run('jest', 'test', daemon).ended).toMatchObject({ code: 0 })
    expectOneRequest(read(await daemon.received(2)))
  })
})

test('cluster', { timeout: PATIENCE }, async () => {
  const { documents } = await ask('cluster', '/', { isEnough: fromTwoProcesses })
  expect(new Set(documents.map(document => document.name))).toEqual(new Set(['cluster-example']))
})

test('worker threads', { timeout: PATIENCE }, async () => {
  const { answers, documents } = await ask('worker-threads', '/', { documentCount: 2 })
  expect(answers).toEqual(['640 pixels wide'])
  const server = documents.find(document => document.http)
  const thread = documents.find(document => document !== server)
  expect(thread).toMatchObject({
    name: 'worker-threads-example',
    trace_id: server?.trace_id,
    parent_id: server?.id,
    subsegments: [{ name: 'resize' }],
  })
})

test('background jobs', { timeout: PATIENCE }, async () => {
  await using daemon = await listenUdp()
  const headers: (string | undefined)[] = []
  const shop = createHttpServer((incoming, response) => {
    headers.push(incoming.headers['x-amzn-trace-id'] as string)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  const { port } = shop.address() as { port: number }
  const job = run('jobs', 'start', daemon, { SHOP_URL: `http://127.0.0.1:${port}` })
  expect(await job.ended).toEqual({ code: 0, output: '' })
  shop.close()
  const [report, order] = read(await daemon.received(2))
  expect(report).toMatchObject({
    name: 'jobs-example',
    subsegments: [{ name: 'nightly report', subsegments: [{ namespace: 'remote' }] }],
  })
  expect(report).not.toHaveProperty('parent_id')
  expect(order).toMatchObject({
    name: 'jobs-example',
    trace_id: '1-6921746b-5ac69fc467c01f3a268dc236',
    parent_id: '53995c3f42cd8ad8',
    subsegments: [{ namespace: 'remote' }],
  })
  expect(headers[0]).toContain(`Root=${report?.trace_id};`)
  expect(headers[1]).toContain(`Root=${order?.trace_id};`)
})

test('vitest', { timeout: PATIENCE }, async () => {
  await using daemon = await listenUdp()
  expect(await run('vitest', 'test', daemon).ended).toMatchObject({ code: 0 })
  expectOneRequest(read(await daemon.received(2)))
})

test.each([
  ['nodejs', 'next-example'],
  ['edge', undefined],
])(
  'next: register() of instrumentation.ts in the runtime %s',
  { timeout: PATIENCE },
  async (runtime, name) => {
    await using daemon = await listenUdp()
    // It has no types in it, so that Node.js takes it as it is.
    const hook = readFileSync(join(folder, 'next/instrumentation.ts'), 'utf8')
    const app = `${hook}
    import { trace } from '@opentelemetry/api'
    await register()
    trace.getTracer('next.js').startSpan('GET /', { kind: 1 }).end()`
    const { code, stderr } = await runNode(
      ['--input-type=module', '--eval', app],
      {
        AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
        OTEL_SERVICE_NAME: 'next-example',
        NEXT_RUNTIME: runtime,
      },
      join(folder, 'next'),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(read(daemon.datagrams)[0]?.name).toBe(name)
  },
)

/** The two segments of a test that calls its own server. */
function expectOneRequest(documents: Segment[]) {
  const client = documents.find(document => document.subsegments)?.subsegments?.[0]
  const server = documents.find(document => document.parent_id)
  expect(client).toMatchObject({ namespace: 'remote', http: { response: { status: 200 } } })
  expect(server).toMatchObject({ parent_id: client?.id, http: { response: { status: 200 } } })
  expect(url(server)).toBe('/hello')
}
