import { type Attributes, SpanStatusCode } from '@opentelemetry/api'
import { SamplingDecision, TracerProvider } from '@opentelemetry/sdk-trace'
import { expect, test, vi } from 'vitest'
import { XRaySampler } from '../../src/sampling/index.ts'
import { followSampler } from '../../src/setup/follow-sampler.ts'

test.each<[string, Attributes, SpanStatusCode, boolean]>([
  ['an answer of 200', { 'http.response.status_code': 200 }, SpanStatusCode.UNSET, false],
  ['an answer of 404', { 'http.response.status_code': 404 }, SpanStatusCode.ERROR, false],
  ['an answer of 503', { 'http.response.status_code': 503 }, SpanStatusCode.ERROR, true],
  ['an answer of 503 of older attributes', { 'http.status_code': 503 }, SpanStatusCode.UNSET, true],
  ['a job that failed', {}, SpanStatusCode.ERROR, true],
])('followSampler() tells of %s', (_, attributes, code, isAnomaly) => {
  const sampler = new XRaySampler({ endpoint: false })
  const noteEnd = vi.spyOn(sampler, 'noteEnd')
  const record = (rule: Attributes, decision: SamplingDecision) => {
    const provider = new TracerProvider({
      sampler: { shouldSample: () => ({ decision, attributes: rule }), toString: () => '' },
      spanProcessors: [followSampler(sampler)],
    })
    provider.getTracer('test').startSpan('GET', { attributes }).setStatus({ code }).end()
  }
  record({}, SamplingDecision.RECORD_AND_SAMPLED)
  expect(noteEnd).not.toHaveBeenCalled()
  const rule = { 'aws.xray.sampling_rule_name': 'cart' }
  record(rule, SamplingDecision.RECORD_AND_SAMPLED)
  record(rule, SamplingDecision.RECORD)
  expect(noteEnd.mock.calls).toEqual([
    ['cart', { isSampled: true, isAnomaly }],
    ['cart', { isSampled: false, isAnomaly }],
  ])
})

test('followSampler() flushes with the provider, and stops with it', async () => {
  const sampler = new XRaySampler({ endpoint: false })
  const flush = vi.spyOn(sampler, 'forceFlush')
  const stop = vi.spyOn(sampler, 'stop')
  const processor = followSampler(sampler)
  await processor.forceFlush()
  expect([flush, stop].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
  await processor.shutdown()
  expect([flush, stop].map(({ mock }) => mock.calls.length)).toEqual([2, 1])
})
