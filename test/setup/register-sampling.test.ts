import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import type { SamplingStatisticsDocument } from '../../src/sampling/sampling-targets.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { rulesAnswer } from '../fixtures/sampling-rule.ts'

let xray: LocalXRay
const arrived = new Set<string>()

beforeAll(async () => {
  xray = await createLocalXRay({ port: 0, onTraceUpdated: id => arrived.add(id) })
})
afterAll(() => xray.close())

/** Asks its own server again and again, long enough for the rules to come. */
const app = `
  const http = require('node:http')
  const server = http.createServer((_, response) => response.end()).listen(0, () => {
    const ask = left => http.get({ port: server.address().port, agent: false }, response =>
      response.resume().on('end', () => left > 0 ? setTimeout(ask, 10, left - 1) : server.close()))
    ask(60)
  })
  process.on('exit', () => console.log(process.moduleLoadList.filter(name => name.includes('undici'))))`

test('the preload goes by the rules of the daemon, says so, and does not trace its asking for them', async () => {
  const { code, stdout, stderr } = await runNode(
    ['--require', join(projectRoot, 'dist/register.cjs'), '--eval', app],
    { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`, OTEL_TRACES_SAMPLER: '', OTEL_LOG_LEVEL: 'info' },
  )
  const place = `http://127.0.0.1:${xray.port}`
  expect(code).toBe(0)
  // Node's WebSocket and fetch take 35 ms to load, and an app that has no use of them need not wait.
  expect(stdout).toBe('[]\n')
  expect(stderr).toContain(`spanray: XRaySampler{${place}} decides, by default\n`)
  expect(stderr).toContain(`spanray: sampling by 1 rules of ${place}, 1 of them for this service`)
  const answer = await fetch(`${place}/Traces`, {
    method: 'POST',
    body: JSON.stringify({ TraceIds: [...arrived].slice(-5) }),
  })
  const { Traces } = (await answer.json()) as { Traces: { Segments: { Document: string }[] }[] }
  const documents = Traces.flatMap(({ Segments }) => Segments.map(({ Document }) => JSON.parse(Document)))
  const rules = documents.flatMap(({ aws }) => aws?.xray?.sampling_rule_name ?? [])
  expect(rules).toEqual(Array(5).fill('Default'))
  expect(JSON.stringify(documents)).not.toContain('GetSamplingRules')
})

/** Makes so many root spans as soon as there are rules, of which every second is taken, and ends in this way. */
const counted = (end: string) => `
  const { trace } = require('@opentelemetry/api')
  const tracer = trace.getTracer('test')
  const begin = () => {
    const span = tracer.startSpan('begin')
    const rule = span.attributes?.['aws.xray.sampling_rule_name']
    span.end()
    return rule === undefined ? setTimeout(begin, 10) : count()
  }
  const count = () => {
    for (let n = 0; n < 20; n++) tracer.startSpan('work', { attributes: { 'url.path': '/' + n } }).end()
    ${end}
  }
  begin()`

test.each([
  ['by itself', '', 0],
  ['by SIGTERM', "setTimeout(() => process.kill(process.pid, 'SIGTERM')); setInterval(() => {}, 1000)", null],
])('a process that ends %s tells X-Ray of its last decisions', async (_, end, expected) => {
  const told: Record<string, number> = {}
  const rules = [
    { RuleName: 'none', Priority: 1, FixedRate: 0, ReservoirSize: 0, URLPath: '/1*' },
    { RuleName: 'all', Priority: 2, FixedRate: 1, ReservoirSize: 0 },
  ]
  await using daemon = await serveHttp(async (request, response) => {
    const body = (await json(request)) as { SamplingStatisticsDocuments?: SamplingStatisticsDocument[] }
    for (const { RuleName, RequestCount, SampledCount } of body.SamplingStatisticsDocuments ?? [])
      told[RuleName] = (told[RuleName] ?? 0) + RequestCount * 100 + SampledCount
    response.end(JSON.stringify(request.url === '/GetSamplingRules' ? rulesAnswer(rules) : {}))
  })
  const { code } = await runNode(['--require', 'spanray/register', '--eval', counted(end)], {
    OTEL_TRACES_SAMPLER: 'xray',
    OTEL_TRACES_SAMPLER_ARG: `endpoint=${daemon.url}`,
  })
  expect(code).toBe(expected)
  // /1 and /10 to /19; all others, and the span that found the rules.
  expect(told).toEqual({ none: 11 * 100, all: 10 * 101 })
})

test('failed requests are told of where a rule has a boost, those too that are not taken', async () => {
  const told: unknown[] = []
  const rule = { RuleName: 'boosted', FixedRate: 0, ReservoirSize: 0, SamplingRateBoost: { MaxRate: 1 } }
  await using daemon = await serveHttp(async (request, response) => {
    const body = (await json(request)) as { SamplingBoostStatisticsDocuments?: unknown[] }
    told.push(...(body.SamplingBoostStatisticsDocuments ?? []))
    response.end(JSON.stringify(request.url === '/GetSamplingRules' ? rulesAnswer([rule]) : {}))
  })
  const failing = `
    const http = require('node:http')
    const server = http.createServer((_, response) => response.writeHead(503).end()).listen(0, () => {
      const ask = left => http.get({ port: server.address().port, agent: false }, response =>
        response.resume().on('end', () => left > 0 ? setTimeout(ask, 10, left - 1) : server.close()))
      ask(40)
    })`
  const { code } = await runNode(['--require', 'spanray/register', '--eval', failing], {
    OTEL_SERVICE_NAME: 'shop',
    OTEL_TRACES_SAMPLER: 'xray',
    OTEL_TRACES_SAMPLER_ARG: `endpoint=${daemon.url}`,
  })
  expect(code).toBe(0)
  const [{ AnomalyCount, TotalCount }] = told as [{ AnomalyCount: number; TotalCount: number }]
  expect(told).toMatchObject([{ RuleName: 'boosted', ServiceName: 'shop', SampledAnomalyCount: 0 }])
  // Spans of the client are none of the service's requests.
  expect(TotalCount).toBeGreaterThan(5)
  expect(AnomalyCount).toBe(TotalCount)
})
