import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { DiagLogLevel, diag, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { XRaySpanExporter } from '../../src/export/index.ts'
import { xray } from '../../src/setup/xray.ts'
import type { XRayOptions } from '../../src/setup/xray-options.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { type OtelProject, otelProject } from '../fixtures/otel-project.ts'
import { runNode } from '../fixtures/run-node.ts'
import { rulesAnswer } from '../fixtures/sampling-rule.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

const run = promisify(execFile)
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')

describe.each([
  [2, `new (require('@opentelemetry/sdk-trace-node').NodeTracerProvider)`],
  [3, `new (require('@opentelemetry/sdk-trace').TracerProvider)`],
] as const)('xray() with OpenTelemetry %i.x', (line, newProvider) => {
  let project: OtelProject
  beforeAll(() => {
    project = otelProject(line)
  })
  afterAll(() => project[Symbol.dispose]())

  /** Runs a file of the project, and gives back what it printed and the documents that it sent. */
  async function runApp(file: string, text: string, environment: NodeJS.ProcessEnv = {}) {
    await using daemon = await listenUdp()
    const { code, stderr, stdout } = await runNode([project.write(file, text)], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      ...environment,
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const documents = daemon.datagrams.map(datagram => JSON.parse(datagram.slice(datagram.indexOf('\n') + 1)))
    return { answer: JSON.parse(stdout), documents }
  }

  it.each([
    ['app.mjs', ESM_HEAD],
    ['app.cjs', CJS_HEAD],
  ])('traces a server and its client under NodeSDK: %s', async (file, head) => {
    const { answer, documents } = await runApp(file, `${head}\n${NODE_SDK_APP}`)
    const segment = documents.find(({ http }) => http)
    const client = documents.find(document => document !== segment)?.subsegments[0]
    expect(documents.map(({ name }) => name)).toEqual(['shop', 'shop'])
    expect(segment).toMatchObject({ parent_id: client.id, http: { response: { status: 200 } } })
    expect(answer.header).toBe(`Root=${segment.trace_id};Parent=${client.id};Sampled=1`)
    expect(answer.traceparent).toContain(client.id)
  })

  it('gives each part to a tracer provider', async () => {
    const { documents } = await runApp(
      'provider.cjs',
      `const { idGenerator, sampler, spanProcessors } = require('spanray').xray()
       const provider = ${newProvider}({ idGenerator, sampler, spanProcessors })
       provider.getTracer('by hand').startSpan('work').end()
       provider.shutdown().then(() => console.log('{}'))`,
    )
    expect(documents).toMatchObject([{ subsegments: [{ name: 'work' }] }])
  })

  it('tells where on AWS it runs, under what the user says, and whose rules count', async () => {
    const asked: string[] = []
    await using aws = await serveHttp(({ url }, response) => {
      asked.push(url!)
      const task = { LaunchType: 'FARGATE', TaskARN: 'arn:aws:ecs:eu-west-1:123456789012:task/c/1' }
      response.end(JSON.stringify(url === '/task' ? task : { Name: 'web', DockerId: 'd-1' }))
    })
    const told: Record<string, unknown>[] = []
    await using daemon = await serveHttp(async (request, response) => {
      told.push((await json(request)) as Record<string, unknown>)
      response.end(
        JSON.stringify(rulesAnswer([{ RuleName: 'fargate', FixedRate: 1, ServiceType: '*Fargate' }])),
      )
    })
    const { documents } = await runApp(
      'aws.cjs',
      `const config = require('spanray').xray()
       require('spanray').xray()
       const provider = ${newProvider}(config)
       const tracer = provider.getTracer('by hand')
       const start = () => {
         const span = tracer.startSpan('work')
         const rule = span.attributes?.['aws.xray.sampling_rule_name']
         span.end()
         if (rule) provider.shutdown().then(() => console.log('{}'))
         else setTimeout(start, 10)
       }
       start()`,
      {
        ECS_CONTAINER_METADATA_URI_V4: aws.url,
        OTEL_TRACES_SAMPLER: 'xray',
        OTEL_TRACES_SAMPLER_ARG: `endpoint=${daemon.url}`,
      },
    )
    expect(asked.toSorted()).toEqual(['/', '/task'])
    expect(documents.at(-1)).toMatchObject({
      origin: 'AWS::ECS::Fargate',
      aws: {
        account_id: '123456789012',
        ecs: {
          container: 'web',
          container_id: 'd-1',
          task_arn: 'arn:aws:ecs:eu-west-1:123456789012:task/c/1',
        },
        xray: { sampling_rule_name: 'fargate' },
      },
    })
    expect(told.at(-1)).toMatchObject({
      SamplingStatisticsDocuments: [{ RuleName: 'fargate', RequestCount: 1 }],
    })
  })

  it('records nothing when the environment turns it off, and passes headers on', async () => {
    const { answer, documents } = await runApp('off.mjs', `${ESM_HEAD}\n${NODE_SDK_APP}`, {
      AWS_XRAY_SDK_ENABLED: 'false',
    })
    expect(documents).toEqual([])
    expect(answer).toEqual({})
  })

  it.each(['typed.mts', 'typed.cts'])(
    'has the types that a strict compiler wants: %s',
    async file => {
      project.write(file, TYPED_APP)
      const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext']
      const checks = ['--target', 'es2022', '--types', '', '--noUncheckedSideEffectImports']
      // The packages of the SDK lack types for Node themselves: only ours are checked without mercy elsewhere.
      const said = await run(process.execPath, [tsc, ...options, ...checks, '--skipLibCheck', file], {
        cwd: project.folder,
      }).catch(error => error)
      expect(said.stdout).toBe('')
    },
    60_000,
  )
})

describe('xray()', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  it.each([
    ['an option', { serviceName: 'a' }, 'a'],
    ['OTEL_SERVICE_NAME', {}, 'b'],
    ['nobody', { serviceName: '' }, undefined],
  ])('gives the name that %s says', (_, options, serviceName) => {
    vi.stubEnv('OTEL_SERVICE_NAME', 'b')
    expect(xray(options).serviceName).toBe(serviceName)
  })

  it.each<[string, XRayOptions['sampler'], number]>([
    ['a name', 'always_off', 0],
    ['a share', 0, 0],
    ['a share', 1, 2],
    ['a sampler', { shouldSample: () => ({ decision: 1 }), toString: () => 'mine' }, 1],
    ['nothing', undefined, 2],
  ])('takes %s for the sampler: %j', (_, sampler, decision) => {
    const chosen = xray({ sampler }).sampler
    const traceId = '80000000000000000000000000000001'
    expect(chosen.shouldSample(ROOT_CONTEXT, traceId, 'GET', SpanKind.SERVER, {}, [])).toMatchObject({
      decision,
    })
  })

  it('goes by the rules for the service that OTEL_RESOURCE_ATTRIBUTES names', async () => {
    await using daemon = await serveHttp((_, response) =>
      response.end(JSON.stringify(rulesAnswer([{ RuleName: 'own', ServiceName: 'shop', FixedRate: 1 }]))),
    )
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'service.name=shop')
    vi.stubEnv('OTEL_TRACES_SAMPLER_ARG', `endpoint=${daemon.url}`)
    const { sampler } = xray()
    await vi.waitFor(() =>
      expect(sampler.shouldSample(ROOT_CONTEXT, '1', 'GET', SpanKind.SERVER, {}, [])).toEqual({
        decision: 2,
        attributes: { 'aws.xray.sampling_rule_name': 'own' },
      }),
    )
  })

  it('says at info which sampler decides, and why', () => {
    const info = vi.fn()
    const quiet = () => {}
    diag.setLogger({ error: quiet, warn: quiet, info, debug: quiet, verbose: quiet }, DiagLogLevel.INFO)
    vi.stubEnv('OTEL_TRACES_SAMPLER', 'always_off')
    xray()
    xray({ sampler: 'always_on' })
    diag.disable()
    expect(info.mock.calls.flat()).toEqual([
      'spanray: AlwaysOffSampler decides, by OTEL_TRACES_SAMPLER=always_off',
      "spanray: AlwaysOnSampler decides, by xray()'s option",
    ])
  })

  it('lets options go before variables, and leaves to variables what they do not say', () => {
    vi.stubEnv('OTEL_PROPAGATORS', 'xray')
    vi.stubEnv('OTEL_TRACES_SAMPLER', 'always_off')
    expect(xray().textMapPropagator.fields()).toEqual(['X-Amzn-Trace-Id'])
    expect(xray({ propagators: ['tracecontext'] }).textMapPropagator.fields()).toEqual([
      'traceparent',
      'tracestate',
    ])
    expect(xray({ propagators: [] }).textMapPropagator.fields()).toEqual([])
    expect(`${xray().sampler}`).toBe('AlwaysOffSampler')
    expect(`${xray({ sampler: 'always_on' }).sampler}`).toBe('AlwaysOnSampler')
  })

  it('keeps as many spans as the option, else the variable allows', async () => {
    const exported: number[] = []
    vi.spyOn(XRaySpanExporter.prototype, 'export').mockImplementation(
      spans => void exported.push(spans.length),
    )
    vi.stubEnv('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '2')
    const record = (options: XRayOptions) => {
      exported.length = 0
      const tracer = new BasicTracerProvider(xray(options)).getTracer('test')
      const root = tracer.startSpan('root')
      const within = trace.setSpan(ROOT_CONTEXT, root)
      for (let count = 0; count < 4; count++) tracer.startSpan('work', {}, within).end()
      root.end()
      return exported
    }
    expect(record({})).toEqual([2, 2, 1])
    expect(record({ maxExportBatchSize: 4 })).toEqual([4, 1])
  })

  it('takes the requests that are ignored from the option, else from the variable', () => {
    vi.stubEnv('SPANRAY_IGNORE', '/health')
    const decide = (options: XRayOptions, path: string) =>
      xray(options).sampler.shouldSample(ROOT_CONTEXT, '1', 'GET', SpanKind.SERVER, { 'url.path': path }, [])
        .decision
    expect([decide({}, '/health'), decide({}, '/ready')]).toEqual([0, 2])
    expect([decide({ ignore: ['/ready'] }, '/health'), decide({ ignore: ['/ready'] }, '/ready')]).toEqual([
      2, 0,
    ])
  })

  it.each<[object, string]>([
    [{ endpoint: 'x:y:z' }, 'x:y:z'],
    [{ sampler: 'sometimes' }, `xray() cannot use sampler "sometimes": .* write xray, always_on`],
    [{ sampler: 7 }, 'xray\\(\\) cannot use sampler 7: .* from 0 to 1'],
    [{ propagators: ['pigeon'] }, `xray() cannot use propagators \\["pigeon"\\]: .* write`],
  ])('refuses %j', (options, message) => {
    expect(() => xray(options)).toThrow(TypeError)
    expect(() => xray(options)).toThrow(new RegExp(message.replace('xray()', 'xray\\(\\)')))
  })

  it('warns of a variable that can not be used', () => {
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', 'nowhere:at:all')
    vi.stubEnv('OTEL_TRACES_SAMPLER', 'sometimes')
    vi.stubEnv('AWS_XRAY_COLLECT_SQL_QUERIES', 'yes')
    vi.stubEnv('SPANRAY_IGNORES', '/health')
    xray()
    expect(emitWarning.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining('AWS_XRAY_COLLECT_SQL_QUERIES'),
      expect.stringContaining('SPANRAY_IGNORES'),
      expect.stringContaining('sometimes'),
      expect.stringContaining('nowhere:at:all'),
    ])
  })
})

const ESM_HEAD = `
import { NodeSDK } from '@opentelemetry/sdk-node'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { xray } from 'spanray'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
`
const CJS_HEAD = `
const { NodeSDK } = require('@opentelemetry/sdk-node')
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
const { xray } = require('spanray')
`

/** A server that prints what its client's headers say. */
const NODE_SDK_APP = `
const sdk = new NodeSDK({ ...xray({ serviceName: 'shop' }), instrumentations: [new HttpInstrumentation()] })
sdk.start()
const http = require('node:http')
const server = http.createServer((request, response) => {
  console.log(JSON.stringify({ header: request.headers['x-amzn-trace-id'], traceparent: request.headers.traceparent }))
  response.end()
})
server.listen(0, '127.0.0.1', () =>
  http.get({ port: server.address().port, host: '127.0.0.1' }, response =>
    response.resume().on('end', () => server.close(() => sdk.shutdown()))))
`

const TYPED_APP = `
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { NodeSDK } from '@opentelemetry/sdk-node'
import { type XRayConfig, xray, xrayHttp } from 'spanray'

const http = new HttpInstrumentation(xrayHttp({ dynamicNaming: '*.example.com', responseTraceHeader: true }))
export const sdk = new NodeSDK({ ...xray(), instrumentations: [http] })
export const sampled = new NodeSDK({ ...xray({ sampler: 0.1, propagators: ['xray'], endpoint: 'udp://localhost' }) })
const parts: XRayConfig = xray({ serviceName: 'shop', indexedAttributes: ['tier'], maxQueueSize: 10 })
export const byParts = new NodeSDK({
  idGenerator: parts.idGenerator,
  sampler: parts.sampler,
  spanProcessors: parts.spanProcessors,
  textMapPropagator: parts.textMapPropagator,
})
const unset: undefined = undefined
xray({ sql: unset, endpoint: unset, maxQueueSize: unset, serviceName: unset })
// @ts-expect-error: the SDK's own samplers, or a name, or a number
xray({ sampler: true })
`
