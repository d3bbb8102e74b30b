import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Segment, Subsegment } from '../src/document/index.ts'
import { type OtelProject, otelProject } from './fixtures/otel-project.ts'
import { projectRoot, runNode } from './fixtures/run-node.ts'
import { listenUdp } from './fixtures/udp-listener.ts'

// The code of docs/in-code.md and docs/bundling.md, run as it stands there: each block is the file that it names.

const run = promisify(execFile)
const bundlers = join(projectRoot, 'node_modules/.cache/bundlers/node_modules')

function blocksOf(page: string): Map<string, string> {
  const text = readFileSync(join(projectRoot, page), 'utf8')
  return new Map(
    Array.from(text.matchAll(/^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm), match => [
      match[2] ?? match[1]!,
      match[3]!,
    ]),
  )
}

const inCode = blocksOf('docs/in-code.md')
const bundling = blocksOf('docs/bundling.md')

test('the pages have no code but that which is run here', () => {
  expect([...inCode.keys()]).toEqual(['tracing.mjs', 'by-hand.mjs', 'orders.mjs', 'clients.mjs'])
  expect([...bundling.keys()]).toEqual(['external.mjs', 'esbuild.mjs', 'webpack.config.mjs', 'rolldown.mjs'])
})

/** A project with what the pages import beside OpenTelemetry. */
function projectWith(line: 2 | 3, folders: [from: string, ...names: string[]][]): OtelProject {
  const project = otelProject(line)
  for (const [from, ...names] of folders)
    for (const name of names) symlinkSync(join(from, name), join(project.folder, 'node_modules', name))
  return project
}

async function documentsOf(project: OtelProject, args: string[], environment: NodeJS.ProcessEnv = {}) {
  await using daemon = await listenUdp()
  const ended = await runNode(
    args,
    {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
      NODE_NO_WARNINGS: '1',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      ...environment,
    },
    project.folder,
  )
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
  const documents = daemon.datagrams.map((datagram): Segment | Subsegment =>
    JSON.parse(datagram.slice(datagram.indexOf('\n') + 1)),
  )
  return { stdout: ended.stdout.trim(), documents }
}

describe.each([2, 3] as const)('docs/in-code.md with OpenTelemetry %i.x', line => {
  let project: OtelProject
  beforeAll(() => {
    project = projectWith(line, [[join(projectRoot, 'node_modules'), '@aws-sdk', 'pg', 'mysql2']])
    for (const [file, code] of inCode) project.write(file, code)
  })
  afterAll(() => project?.[Symbol.dispose]())

  it('sets NodeSDK up, and has words for the active span', async () => {
    project.write(
      'place.mjs',
      `import { placeOrder } from './orders.mjs'
       console.log(await placeOrder({ id: 7, userId: 'ann', tier: 'gold' }))`,
    )
    const { documents, stdout } = await documentsOf(project, ['--import', './tracing.mjs', 'place.mjs'])
    expect(documents).toMatchObject([
      {
        name: 'shop',
        user: 'ann',
        subsegments: [
          { name: 'place order', annotations: { tier: 'gold' }, metadata: { shop: { order: { id: 7 } } } },
        ],
      },
    ])
    expect(stdout).toBe(`order 7 is placed, see trace ${documents[0]?.trace_id}`)
  })

  it('traces clients', async () => {
    const aws = createServer((request, response) => request.resume().on('end', () => response.end('{}')))
    await once(aws.listen(0, '127.0.0.1'), 'listening')
    project.write(
      'call.mjs',
      `import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
       import { carts, orders, stock } from './clients.mjs'
       await carts.send(new ListTablesCommand({}))
       await orders.query('SELECT 1').catch(() => {})
       await Promise.all([orders.end(), stock.end()])`,
    )
    const { documents } = await documentsOf(project, ['--import', './tracing.mjs', 'call.mjs'], {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      PGHOST: '127.0.0.1',
      PGPORT: '1',
    })
    aws.close()
    expect(documents).toMatchObject([
      { subsegments: [{ name: 'DynamoDB', aws: { operation: 'ListTables' } }] },
    ])
  })
})

describe('docs/bundling.md', () => {
  const areInstalled = existsSync(bundlers)
  beforeEach(({ skip }) => skip(!areInstalled, 'bundlers are not installed: node tools/prepare.mjs --tests'))

  let project: OtelProject
  beforeAll(() => {
    if (!areInstalled) return
    project = projectWith(2, [
      [bundlers, 'esbuild', 'webpack'],
      [join(projectRoot, 'node_modules'), 'rolldown'],
    ])
    for (const [file, code] of bundling) project.write(file, code)
    for (const [file, code] of inCode) project.write(file, code)
    project.write('app.mjs', BUNDLED_APP)
    project.write('instrument.mjs', INSTRUMENT)
    // Webpack has a command line of its own, which is one package more.
    project.write(
      'webpack.mjs',
      `import webpack from 'webpack'
       import config from ${JSON.stringify(pathToFileURL(join(project.folder, 'webpack.config.mjs')).href)}
       webpack({ ...config, mode: 'none' }, (error, stats) => {
         if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString())
       })`,
    )
  })
  afterAll(() => project?.[Symbol.dispose]())

  it.each([
    ['external.mjs', 'out/external.mjs', 1],
    ['esbuild.mjs', 'out/esbuild.cjs', 2],
    ['webpack.mjs', 'out/webpack.cjs', 2],
    ['rolldown.mjs', 'out/rolldown.mjs', 1],
  ])(
    '%s makes an app that is traced',
    async (file, output, count) => {
      await run(process.execPath, [file], { cwd: project.folder })
      const { documents, stdout } = await documentsOf(project, [output])
      expect(documents).toHaveLength(count)
      // As an ES module the bundle imports `http` past the instrumentation.
      if (count > 1) expect(documents).toContainEqual(expect.objectContaining({ http: expect.anything() }))
      const order = documents.find(({ subsegments }) => subsegments?.[0]?.name === 'place order')
      expect(stdout).toContain(order?.trace_id)
    },
    120_000,
  )
})

const INSTRUMENT = `
import './by-hand.mjs'
import { registerInstrumentations } from '@opentelemetry/instrumentation'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'

const instrumentation = new HttpInstrumentation({ disableOutgoingRequestInstrumentation: true })
registerInstrumentations({ instrumentations: [instrumentation] })
`

const BUNDLED_APP = `
import './instrument.mjs'
import http from 'node:http'
import { placeOrder } from './orders.mjs'

const server = http.createServer((_, response) => response.end())
server.listen(0, '127.0.0.1', () =>
  http.get({ port: server.address().port, host: '127.0.0.1' }, response =>
    response.resume().on('end', () => server.close())))
placeOrder({ id: 7 }).then(console.log)
`
