import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { type Ended, projectRoot, runNode } from '../fixtures/run-node.ts'
import { runTraced } from '../fixtures/run-traced.ts'
import { deadPort } from '../fixtures/udp-listener.ts'

const echo = join(projectRoot, 'test/fixtures/apps/echo.cjs')
const REQUIRE = ['--require', 'spanray/register']

/** Runs the echo app under these flags, and gives back how it ended and the documents that it sent. */
async function run(flags: string[], environment: NodeJS.ProcessEnv = {}, app = echo) {
  const ended = await runTraced([...flags, app], environment)
  return { ...ended, answer: JSON.parse(ended.stdout || 'null') }
}

/** The server's segment: the client's is made up around its root. */
const server = (documents: (Segment | Subsegment)[]) =>
  documents.find(document => document.http?.request?.client_ip) as Segment

const isUntouched = ({ code, stdout }: Ended) => {
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ url: '/hello', trace: null, traceparent: null })
}

describe('the preload', () => {
  test.each([
    ['--require', REQUIRE, {}],
    ['--import', ['--import', 'spanray/register'], {}],
    ['NODE_OPTIONS', [], { NODE_OPTIONS: '--require spanray/register' }],
    ['both flags, and one of them twice', [...REQUIRE, ...REQUIRE, '--import', 'spanray/register'], {}],
  ])('traces an app by %s', async (_, flags, environment) => {
    const { code, stderr, documents, answer } = await run(flags, environment)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(documents).toHaveLength(2)
    const segment = server(documents)
    const client = documents.find(document => document !== segment)?.subsegments?.[0]
    expect(segment).toMatchObject({
      parent_id: client?.id,
      http: { request: { method: 'GET' }, response: { status: 200 } },
    })
    expect(client).toMatchObject({ name: 'localhost', namespace: 'remote' })
    expect(answer.trace).toBe(`Root=${segment.trace_id};Parent=${client?.id};Sampled=1`)
    expect(answer.traceparent).toBe(`00-${segment.trace_id.slice(2).replace('-', '')}-${client?.id}-01`)
  })

  test.each([
    ['--require', REQUIRE],
    ['--import', ['--import', 'spanray/register']],
  ])('traces what an ES module imports from Node itself, by %s', async (_, flags) => {
    const { code, stderr, documents, answer } = await run(
      flags,
      {},
      join(projectRoot, 'test/fixtures/apps/esm/echo.mjs'),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(documents).toHaveLength(4)
    expect(answer).toMatchObject({ url: '/hello', trace: expect.stringContaining('Root=1-') })
  })

  test('makes trace ids that begin with their second', async () => {
    const { documents } = await run(REQUIRE)
    const seconds = Number.parseInt(server(documents).trace_id.slice(2, 10), 16)
    expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(120)
  })

  test.each([
    ['OTEL_SERVICE_NAME', { OTEL_SERVICE_NAME: 'a', AWS_XRAY_TRACING_NAME: 'b' }, 'a'],
    [
      'AWS_XRAY_TRACING_NAME',
      { AWS_XRAY_TRACING_NAME: 'b', OTEL_RESOURCE_ATTRIBUTES: 'service.name=c' },
      'b',
    ],
    ['OTEL_RESOURCE_ATTRIBUTES', { OTEL_RESOURCE_ATTRIBUTES: 'service.name=c,team=x' }, 'c'],
    ['package.json', {}, 'named-app'],
  ])('names the service by %s', async (_, environment, name) => {
    const { documents } = await run(
      REQUIRE,
      environment,
      join(projectRoot, 'test/fixtures/apps/named/app.cjs'),
    )
    expect(documents.map(document => document.name)).toEqual([name, name])
  })

  const root = '1-6921746b-5ac69fc467c01f3a268dc236'
  const parent = '53995c3f42cd8ad8'
  const traceparent = 'traceparent: 00-ffffffffffffffffffffffffffffffff-eeeeeeeeeeeeeeee-01'

  test.each([
    ['X-Ray', `X-Amzn-Trace-Id: Root=${root};Parent=${parent};Sampled=1`, root, parent],
    ['W3C', traceparent, '1-ffffffff-ffffffffffffffffffffffff', 'eeeeeeeeeeeeeeee'],
    [
      'X-Ray beside W3C',
      `${traceparent}\r\nX-Amzn-Trace-Id: Root=${root};Parent=${parent};Sampled=1`,
      root,
      parent,
    ],
    [
      'W3C beside a load balancer',
      `${traceparent}\r\nX-Amzn-Trace-Id: Root=${root}`,
      '1-ffffffff-ffffffffffffffffffffffff',
      'eeeeeeeeeeeeeeee',
    ],
    ['a load balancer', `X-Amzn-Trace-Id: Root=${root}`, root, undefined],
    ['X-Ray, undecided', `X-Amzn-Trace-Id: Root=${root};Parent=${parent};Sampled=?`, root, parent],
  ])('continues the trace of a caller: %s', async (_, header, traceId, parentId) => {
    const { documents } = await run(REQUIRE, { CALLER_HEADERS: header })
    expect(documents).toHaveLength(1)
    expect(documents[0]?.trace_id).toBe(traceId)
    expect(documents[0]?.parent_id).toBe(parentId)
  })

  test('sends nothing of a trace that its caller does not sample', async () => {
    const header = `X-Amzn-Trace-Id: Root=${root};Parent=${parent};Sampled=0`
    expect((await run(REQUIRE, { CALLER_HEADERS: header })).documents).toEqual([])
  })

  test('begins a trace of its own where the header is garbled, and says so', async () => {
    const { documents, stderr } = await run(REQUIRE, {
      CALLER_HEADERS: 'X-Amzn-Trace-Id: Root=oops;Parent=1',
    })
    expect(documents).toHaveLength(1)
    expect(documents[0]?.parent_id).toBeUndefined()
    expect(stderr).toMatch(/X-Amzn-Trace-Id 'Root=oops;Parent=1'.*1-<8 hex>-<24 hex>/)
  })

  test.each([{ OTEL_SDK_DISABLED: 'true' }, { AWS_XRAY_SDK_ENABLED: 'false' }])(
    'is off with %j',
    async environment => {
      const ended = await run(REQUIRE, environment)
      isUntouched(ended)
      expect(ended.documents).toEqual([])
    },
  )

  test.each([
    [{ OTEL_TRACES_SAMPLER: 'always_off' }, 0],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, 0],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, 0],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '1' }, 2],
    [{ OTEL_TRACES_SAMPLER: 'always_on' }, 2],
  ])('with %j sends %i documents', async (environment, count) => {
    expect((await run(REQUIRE, environment)).documents).toHaveLength(count)
  })

  test.each([
    ['xray', ['trace']],
    ['tracecontext', ['traceparent']],
    ['none', []],
  ])('with OTEL_PROPAGATORS=%s writes %j', async (names, written) => {
    const { answer } = await run(REQUIRE, { OTEL_PROPAGATORS: names })
    expect(['trace', 'traceparent'].filter(key => answer[key] !== null)).toEqual(written)
  })

  test.each([
    [
      'a destination that is none',
      { AWS_XRAY_DAEMON_ADDRESS: 'ftp://x' },
      /ftp:\/\/x.*udp:\/\/127\.0\.0\.1:2000/,
    ],
    ['a sampler that is none', { OTEL_TRACES_SAMPLER: 'sometimes' }, /'sometimes'.*always_on/],
    [
      'a ratio that is none',
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: 'half' },
      /'half'.*0 to 1/,
    ],
    ['a propagator that is none', { OTEL_PROPAGATORS: 'xray,pigeon' }, /'pigeon'.*tracecontext/],
  ])('takes %s with one warning', async (_, environment, warning) => {
    const { code, stderr, answer } = await run(REQUIRE, environment)
    expect({ code, url: answer.url }).toEqual({ code: 0, url: '/hello' })
    expect(
      stderr
        .trim()
        .split('\n')
        .filter(line => line.includes('spanray'))[0],
    ).toMatch(warning)
  })

  test('says once that nobody takes the documents, and leaves the app alone', async () => {
    const port = await deadPort()
    const { code, stderr, stdout } = await runNode([...REQUIRE, echo], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}`,
    })
    expect({ code, url: JSON.parse(stdout).url }).toEqual({ code: 0, url: '/hello' })
    expect(stderr.match(/ECONNREFUSED/g)).toHaveLength(1)
  })
})
