import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relay, request } from '../fixtures/relay.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT = 'Parent=53995c3f42cd8ad8'
const HOST = 'Host: shop.example.com'

describe('a caller that asks for the decision', () => {
  test.each([
    ['always_on', '1', 2],
    ['always_off', '0', 0],
  ])('is answered under %s: %s', async (sampler, decision, count) => {
    const { answers, documents } = await relay(
      [request('/', HOST, `X-Amzn-Trace-Id: ${ROOT};${PARENT};Sampled=?`)],
      { OTEL_TRACES_SAMPLER: `parentbased_${sampler}` },
    )
    expect(answers[0]?.headers['x-amzn-trace-id']).toBe(`${ROOT};Sampled=${decision}`)
    expect(answers[0]?.callee['x-amzn-trace-id']).toMatch(
      new RegExp(`^${ROOT};Parent=[0-9a-f]{16};Sampled=${decision}$`),
    )
    expect(documents).toHaveLength(count)
  })

  test('alone is answered', async () => {
    const { answers } = await relay([
      request('/', HOST),
      request('/', HOST, `X-Amzn-Trace-Id: ${ROOT}`),
      request('/', HOST, `X-Amzn-Trace-Id: ${ROOT};${PARENT};Sampled=1`),
    ])
    for (const { headers } of answers) expect(headers).not.toHaveProperty('x-amzn-trace-id')
  })
})

test('responseTraceHeader: every response names its trace, of which the document is found', async () => {
  const { answers, documents } = await relay([request('/', HOST)], { SPANRAY_RESPONSE_TRACE_HEADER: 'true' })
  const { trace_id } = documents[0] as { trace_id: string }
  expect(answers[0]?.headers['x-amzn-trace-id']).toBe(`Root=${trace_id};Sampled=1`)
})

describe('requests to ignore', () => {
  const SPANRAY_IGNORE = '/health*,agent:ELB-HealthChecker*'

  test('are not traced, nor what they call', async () => {
    const { answers, documents } = await relay(
      [request('/healthz?deep=1', HOST), request('/', HOST, 'User-Agent: ELB-HealthChecker/2.0')],
      { SPANRAY_IGNORE },
    )
    expect(documents).toEqual([])
    for (const { status, callee } of answers) {
      expect(status).toBe(200)
      expect(callee['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f-]{33};Parent=[0-9a-f]{16};Sampled=0$/)
    }
  })

  test('make no traces of their calls where the sampler asks no parent', async () => {
    const environment = { SPANRAY_IGNORE, OTEL_TRACES_SAMPLER: 'always_on' }
    const { documents } = await relay([request('/health', HOST)], environment)
    // The callee is a service of its own, which takes everything.
    expect(documents.map(document => document.http?.request?.url)).toEqual([
      expect.stringMatching(/\/callee$/),
    ])
    expect(documents[0]).not.toHaveProperty('subsegments')
  })

  test("hand their caller's trace on, unsampled", async () => {
    const header = `X-Amzn-Trace-Id: ${ROOT};${PARENT};Sampled=1;Lineage=a:1`
    const { answers, documents } = await relay([request('/health', HOST, header)], { SPANRAY_IGNORE })
    expect(documents).toEqual([])
    expect(answers[0]?.callee['x-amzn-trace-id']).toMatch(
      new RegExp(`^${ROOT};Parent=[0-9a-f]{16};Sampled=0;Lineage=a:1$`),
    )
  })

  test('leave the others alone', async () => {
    const { documents } = await relay([request('/health', HOST), request('/', HOST)], { SPANRAY_IGNORE })
    expect(documents).toHaveLength(2)
    expect(new Set(documents.map(document => document.trace_id)).size).toBe(1)
  })

  test('may be calls to a host', async () => {
    const { documents } = await relay([request('/', HOST)], { SPANRAY_IGNORE: 'host:localhost' })
    expect(documents).toHaveLength(1)
    expect(documents[0]).not.toHaveProperty('subsegments')
  })
})

test('dynamic naming: the Host names the segment where it fits, else the service does', async () => {
  const { documents } = await relay(
    [
      request('/', 'Host: a.example.com'),
      request('/', 'Host: A.Example.com:8080'),
      request('/', 'Host: b.org'),
    ],
    { SPANRAY_DYNAMIC_NAMING: '*.example.com*', OTEL_SERVICE_NAME: 'shop' },
  )
  const named = documents.filter(document => document.http?.request?.url?.endsWith('/'))
  expect(named.map(document => document.name)).toEqual(['a.example.com', 'A.Example.com:8080', 'shop'])
})

test('captured headers: those on the lists are in the metadata, and no others', async () => {
  const { documents } = await relay(
    [request('/', HOST, 'X-Tenant: green', 'Authorization: Bearer secret', 'Cookie: session=secret')],
    {
      OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST: 'X-Tenant',
      OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_RESPONSE: 'content-type',
      OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST: 'x-tenant',
      OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_RESPONSE: 'x-cache',
    },
  )
  const server = documents.find(document => document.subsegments)
  expect(server?.metadata?.default).toMatchObject({
    'http.request.header.x-tenant': ['green'],
    'http.response.header.content-type': ['application/json'],
  })
  expect(server?.subsegments?.[0]?.metadata?.default).toMatchObject({
    'http.request.header.x-tenant': ['blue'],
    'http.response.header.x-cache': ['miss'],
  })
  expect(JSON.stringify(documents)).not.toContain('secret')
})

test('Self, Lineage and unknown keys go on to the callee', async () => {
  const header = `X-Amzn-Trace-Id: Self=1-67891234-12456789abcdef0123456789;${ROOT};Lineage=25:a87bd80c:1;Team=x`
  const { answers, documents } = await relay([request('/', HOST, header)])
  expect(answers[0]?.callee['x-amzn-trace-id']).toMatch(
    new RegExp(
      `^${ROOT};Parent=[0-9a-f]{16};Sampled=1;Self=1-67891234-12456789abcdef0123456789;Lineage=25:a87bd80c:1;Team=x$`,
    ),
  )
  expect(documents.every(document => `Root=${document.trace_id}` === ROOT)).toBe(true)
})

test('no header that a peer sends breaks a request', async () => {
  const pieces = [
    ROOT,
    PARENT,
    'Sampled=?',
    ';',
    ',',
    '=',
    '%zz',
    '\xff',
    '\t',
    '00-',
    'f'.repeat(32),
    'a=b;p=é',
  ]
  const value = fc
    .array(fc.constantFrom(...pieces), { maxLength: 100, size: 'large' })
    .map(all => all.join(''))
  const names = ['X-Amzn-Trace-Id', 'traceparent', 'tracestate', 'baggage', 'User-Agent', 'Forwarded']
  const line = fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => `${name}: ${text}`)
  const requests = fc.sample(fc.array(line, { maxLength: 8 }), 300).map(lines => request('/', HOST, ...lines))
  const { answers } = await relay(requests, {
    SPANRAY_DYNAMIC_NAMING: '*',
    SPANRAY_IGNORE: 'agent:*ff*',
    SPANRAY_RESPONSE_TRACE_HEADER: 'true',
  })
  expect(answers).toHaveLength(300)
  // Node.js itself refuses headers of more than 16 kB.
  for (const { status, callee } of answers) {
    expect([200, 431]).toContain(status)
    if (status === 200) expect(callee['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=/)
  }
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(200)
})
