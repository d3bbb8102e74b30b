import { type Attributes, type Context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { AlwaysOnSampler, SamplingDecision } from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { ignoreRequests, parseIgnoreRules } from '../../src/sampling/index.ts'

const rules = parseIgnoreRules(['/health*', 'agent:ELB-HealthChecker*', 'host:*.internal:8080'], () => {})

/** Whether the span is sampled, and how often the sampler was asked. */
function decide(kind: SpanKind, attributes: Attributes, context: Context = ROOT_CONTEXT) {
  let asked = 0
  const counting = new AlwaysOnSampler()
  const sampler = ignoreRequests(
    {
      shouldSample: () => {
        asked++
        return counting.shouldSample()
      },
      toString: () => 'counting',
    },
    rules,
  )
  const { decision } = sampler.shouldSample(context, 'f'.repeat(32), 'GET', kind, attributes, [])
  return { sampled: decision === SamplingDecision.RECORD_AND_SAMPLED, asked }
}

test.each([
  ['a path', SpanKind.SERVER, { 'url.path': '/Healthz' }],
  ['a path of older attributes', SpanKind.SERVER, { 'http.target': '/health?deep=1' }],
  ['a user agent', SpanKind.SERVER, { 'url.path': '/', 'user_agent.original': 'ELB-HealthChecker/2.0' }],
  ['a user agent of older attributes', SpanKind.SERVER, { 'http.user_agent': 'ELB-HealthChecker/2.0' }],
  ['a host', SpanKind.CLIENT, { 'server.address': 'metrics.internal', 'server.port': 8080 }],
  ['a host of older attributes', SpanKind.CLIENT, { 'net.peer.name': 'a.internal', 'net.peer.port': 8080 }],
])('ignoreRequests() drops by %s without asking the sampler', (_, kind, attributes) => {
  expect(decide(kind, attributes)).toEqual({ sampled: false, asked: 0 })
})

test.each([
  ['a request with another path', SpanKind.SERVER, { 'url.path': '/orders/health' }],
  ['a call to an ignored path', SpanKind.CLIENT, { 'url.path': '/health', 'server.address': 'shop' }],
  ['a request to an ignored host', SpanKind.SERVER, { 'server.address': 'a.internal', 'server.port': 8080 }],
  ['a call to another port', SpanKind.CLIENT, { 'server.address': 'a.internal', 'server.port': 80 }],
  ['a job', SpanKind.INTERNAL, {}],
])('ignoreRequests() asks the sampler for %s', (_, kind, attributes) => {
  expect(decide(kind, attributes)).toEqual({ sampled: true, asked: 1 })
})

test('ignoreRequests() drops what happens below an untraced span of this process', () => {
  const parent = { traceId: 'f'.repeat(32), spanId: 'e'.repeat(16), traceFlags: 0 }
  const below = trace.setSpanContext(ROOT_CONTEXT, parent)
  expect(decide(SpanKind.CLIENT, {}, below)).toEqual({ sampled: false, asked: 0 })
  const afar = trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true })
  expect(decide(SpanKind.SERVER, {}, afar)).toEqual({ sampled: true, asked: 1 })
})

test('ignoreRequests() without rules is the sampler itself', () => {
  const sampler = new AlwaysOnSampler()
  expect(
    ignoreRequests(
      sampler,
      parseIgnoreRules([], () => {}),
    ),
  ).toBe(sampler)
})

test('ignoreRequests() is called what the sampler in it is called', () => {
  expect(ignoreRequests(new AlwaysOnSampler(), rules).toString()).toBe('AlwaysOnSampler')
})
