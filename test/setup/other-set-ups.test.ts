import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { type OtelProject, otelProject } from '../fixtures/otel-project.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

// The preload beside what users of OpenTelemetry's SDK have already, in both lines of it.

const OURS = 'spanray/register'
const STOCK = '@opentelemetry/auto-instrumentations-node/register'
const XRAY = { OTEL_TRACES_EXPORTER: 'xray', OTEL_PROPAGATORS: 'xray' }

/** The slow parts of OpenTelemetry's preload, which are no matter here. */
const QUIET = {
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'env',
  OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'net,dns',
}

describe.each([2, 3] as const)('with OpenTelemetry %i.x', line => {
  let project: OtelProject
  beforeAll(() => {
    project = otelProject(line)
    project.write('app.cjs', readFileSync(join(projectRoot, 'test/fixtures/apps/fetch-itself.cjs'), 'utf8'))
    project.write('instrument.cjs', INSTRUMENT)
    project.write('start.cjs', START)
    project.write('parts.cjs', PARTS)
  })
  afterAll(() => project[Symbol.dispose]())

  async function run(flags: string[], environment: NodeJS.ProcessEnv) {
    await using daemon = await listenUdp()
    const { code, stdout, stderr } = await runNode(
      [...flags, 'app.cjs'],
      { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`, ...QUIET, ...environment },
      project.folder,
    )
    const documents = daemon.datagrams.map((datagram): Segment => JSON.parse(datagram.split('\n')[1]!))
    expect(code, stderr).toBe(0)
    return { headers: JSON.parse(stdout), stderr, documents }
  }

  /** One server span and one client span of the request, one server span of the leaf, all in one trace. */
  function expectOneTrace({ headers, documents }: Awaited<ReturnType<typeof run>>) {
    expect(documents).toHaveLength(2)
    const root = documents.find(({ http }) => http?.request?.url?.endsWith('/root'))!
    const leaf = documents.find(document => document !== root)!
    expect(root.subsegments?.map(({ name }) => name).sort()).toEqual(['127.0.0.1', 'by hand'])
    const client = root.subsegments?.find(({ namespace }) => namespace === 'remote') as Subsegment
    expect(leaf).toMatchObject({ trace_id: root.trace_id, parent_id: client.id })
    expect(leaf.http?.request?.url).toMatch(/\/leaf$/)
    expect(leaf.subsegments).toBeUndefined()
    expect(headers['x-amzn-trace-id']).toBe(`Root=${root.trace_id};Parent=${client.id};Sampled=1`)
    return { root, client }
  }

  it('the flags work under our preload alone', async () => {
    const traced = await run(['--require', OURS], XRAY)
    expectOneTrace(traced)
    expect(traced.stderr).toBe('')
    expect(traced.headers).not.toHaveProperty('traceparent')
  })

  it.each([
    ['--require', [OURS, STOCK]],
    ['--require', [STOCK, OURS]],
    ['--import', [OURS, STOCK]],
    ['--import', [STOCK, OURS]],
  ])("the flags work beside OpenTelemetry's preload: %s %j", async (flag, preloads) => {
    const traced = await run(
      preloads.flatMap(preload => [flag, preload]),
      XRAY,
    )
    expectOneTrace(traced)
    expect(traced.stderr).toBe('')
    expect(traced.headers).not.toHaveProperty('traceparent')
  })

  it.each([
    [OURS, STOCK],
    [STOCK, OURS],
  ])('without flags, %s and %s are one trace in X-Ray and one warning', async (...preloads) => {
    const traced = await run(
      preloads.flatMap(preload => ['--require', preload]),
      {},
    )
    expectOneTrace(traced)
    expect(traced.headers).toHaveProperty('traceparent')
    expect(traced.stderr).toMatch(/^spanray: .*OTEL_TRACES_EXPORTER=xray.*xray,otlp for both\n$/)
  })

  it.each([
    [OURS, './instrument.cjs'],
    ['./instrument.cjs', OURS],
  ])("the app's own instrumentations are the ones at work: %s, %s", async (...preloads) => {
    const traced = await run(
      preloads.flatMap(preload => ['--require', preload]),
      { SPANRAY_INDEXED_ATTRIBUTES: 'hook' },
    )
    expect(expectOneTrace(traced).root.annotations).toMatchObject({ hook: 'theirs' })
    expect(traced.stderr).toBe('')
  })

  it('an SDK that the app starts after us is one warning, which names the line', async () => {
    const traced = await run(['--require', OURS, '--require', './start.cjs'], {})
    expectOneTrace(traced)
    expect(traced.stderr).toMatch(/^spanray: NodeSDK at \/.*start\.cjs:2:\d+ starts .* Remove that line.*\n$/)
  })

  it('an SDK that was there first has all spans, which is one warning', async () => {
    const traced = await run(['--require', './start.cjs', '--require', OURS], {})
    expect(traced.documents).toEqual([])
    expect(traced.stderr).toMatch(/^spanray: .*\(by \.\/start\.cjs\).*\n$/)
  })

  it('each part alone works in a NodeSDK of the app', async () => {
    const traced = await run(['--require', './parts.cjs'], {})
    const traceIds = new Set(traced.documents.map(({ trace_id }) => trace_id))
    expect(traceIds.size).toBe(1)
    const [traceId] = [...traceIds] as [string]
    expect(Math.abs(Number.parseInt(traceId.slice(2, 10), 16) - Date.now() / 1000)).toBeLessThan(600)
    expect(traced.headers['x-amzn-trace-id']).toMatch(
      new RegExp(`^Root=${traceId};Parent=[0-9a-f]{16};Sampled=1$`),
    )
    const servers = traced.documents.filter(({ http }) => http?.request?.client_ip)
    expect(servers.map(({ name }) => name)).toEqual(['parts', 'parts'])
  })
})

const INSTRUMENT = `
const { registerInstrumentations } = require('@opentelemetry/instrumentation')
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici')
const requestHook = span => span.setAttribute('hook', 'theirs')
registerInstrumentations({ instrumentations: [new HttpInstrumentation({ requestHook }), new UndiciInstrumentation()] })
`

const START = `const { NodeSDK } = require('@opentelemetry/sdk-node')
new NodeSDK({ spanProcessors: [{ onStart() {}, onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} }] }).start()
`

const PARTS = `
const { NodeSDK } = require('@opentelemetry/sdk-node')
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici')
const { XRayIdGenerator, XRayPropagator, XRaySpanExporter } = require('spanray')
const sdk = new NodeSDK({
  serviceName: 'parts',
  traceExporter: new XRaySpanExporter({ endpoint: process.env.AWS_XRAY_DAEMON_ADDRESS }),
  idGenerator: new XRayIdGenerator(),
  textMapPropagator: new XRayPropagator(),
  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],
})
sdk.start()
process.once('beforeExit', () => sdk.shutdown())
`
