import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OtelProject, otelProject } from '../fixtures/otel-project.ts'
import { relay, request } from '../fixtures/relay.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT = 'Parent=53995c3f42cd8ad8'
const TRACEPARENT = 'traceparent: 00-ffffffffffffffffffffffffffffffff-eeeeeeeeeeeeeeee-01'
const HOST = 'Host: a.example.com'

/** What somebody writes who sets OpenTelemetry up by hand. */
const SETUP = `
  const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
  const { NodeSDK } = require('@opentelemetry/sdk-node')
  const { xray, xrayHttp } = require('spanray')

  const sdk = new NodeSDK({
    ...xray({ serviceName: 'shop', ignore: ['/health'] }),
    instrumentations: [new HttpInstrumentation(xrayHttp({ dynamicNaming: '*.example.com' }))],
  })
  sdk.start()
  process.once('beforeExit', () => sdk.shutdown())`

describe.each([2, 3] as const)('under NodeSDK with OpenTelemetry %i.x', line => {
  let project: OtelProject
  let flags: string[]
  beforeAll(() => {
    project = otelProject(line)
    flags = ['--require', project.write('tracing.cjs', SETUP)]
  })
  afterAll(() => project[Symbol.dispose]())

  const ask = (requests: string[], environment: NodeJS.ProcessEnv = {}) =>
    relay(requests, { OTEL_LOGS_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', ...environment }, flags)

  it.each([
    [
      'X-Ray with a parent',
      [TRACEPARENT, `X-Amzn-Trace-Id: ${ROOT};${PARENT};Sampled=1`],
      ROOT,
      '53995c3f42cd8ad8',
    ],
    [
      'traceparent',
      [TRACEPARENT, `X-Amzn-Trace-Id: ${ROOT}`],
      'Root=1-ffffffff-ffffffffffffffffffffffff',
      'eeeeeeeeeeeeeeee',
    ],
    ["a load balancer's Root", [`X-Amzn-Trace-Id: ${ROOT}`], ROOT, undefined],
    [
      'a parent that leaves the decision open',
      [`X-Amzn-Trace-Id: ${ROOT};${PARENT}`],
      ROOT,
      '53995c3f42cd8ad8',
    ],
  ])('continues %s', async (_, headers, root, parentId) => {
    const { answers, documents } = await ask([request('/', HOST, ...headers)])
    const served = documents.find(document => document.subsegments)
    expect(`Root=${served?.trace_id}`).toBe(root)
    expect(served?.parent_id).toBe(parentId)
    const { id } = served?.subsegments?.[0] ?? {}
    expect(answers[0]?.callee['x-amzn-trace-id']).toBe(`${root};Parent=${id};Sampled=1`)
  })

  it('tells a caller that asks, hands foreign keys and baggage on, names by Host, and ignores', async () => {
    const header = `X-Amzn-Trace-Id: Self=1-1-a;${ROOT};${PARENT};Sampled=?;Lineage=25:a87bd80c:1`
    const { answers, documents } = await ask([
      request('/', HOST, header, 'baggage: user=7;ttl=1'),
      request('/health', HOST),
    ])
    const served = documents.find(document => document.subsegments)
    expect(served).toMatchObject({ name: 'a.example.com', parent_id: '53995c3f42cd8ad8' })
    expect(answers[0]?.headers['x-amzn-trace-id']).toBe(`${ROOT};Sampled=1`)
    expect(answers[0]?.callee['x-amzn-trace-id']).toBe(
      `${ROOT};Parent=${served?.subsegments?.[0]?.id};Sampled=1;Self=1-1-a;Lineage=25:a87bd80c:1`,
    )
    expect(answers[0]?.callee.baggage).toBe('user=7;ttl=1')
    expect(documents.every(({ trace_id }) => `Root=${trace_id}` === ROOT)).toBe(true)
    expect(answers[1]?.callee['x-amzn-trace-id']).toMatch(/;Sampled=0$/)
  })

  it('lets no header of a peer break a request', async () => {
    const pieces = [ROOT, PARENT, 'Sampled=?', ';', ',', '=', '%zz', '\xff', '00-', 'f'.repeat(32), 'a=b;p']
    const value = fc
      .array(fc.constantFrom(...pieces), { maxLength: 50, size: 'large' })
      .map(all => all.join(''))
    const names = fc.constantFrom('X-Amzn-Trace-Id', 'traceparent', 'tracestate', 'baggage', 'User-Agent')
    const header = fc.tuple(names, value).map(([name, text]) => `${name}: ${text}`)
    const requests = fc.sample(fc.array(header, { maxLength: 6 }), 100).map(all => request('/', HOST, ...all))
    const { answers } = await ask(requests, { SPANRAY_RESPONSE_TRACE_HEADER: 'true' })
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 200))
    for (const { headers } of answers)
      expect(headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=[01]$/)
  })
})
