import { defaultTextMapGetter, ROOT_CONTEXT } from '@opentelemetry/api'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  SamplingDecision,
} from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { XRayPropagator } from '../../src/propagation/index.ts'
import { decideHeaderGaps } from '../../src/sampling/index.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT = 'Parent=53995c3f42cd8ad8'

function decision(header: string, root: AlwaysOnSampler | AlwaysOffSampler): SamplingDecision {
  const context = new XRayPropagator().extract(
    ROOT_CONTEXT,
    { 'x-amzn-trace-id': header },
    defaultTextMapGetter,
  )
  const sampler = decideHeaderGaps(new ParentBasedSampler({ root }))
  return sampler.shouldSample(context, '6921746b5ac69fc467c01f3a268dc236', 'GET', 1, {}, []).decision
}

test.each([
  { header: ROOT, root: new AlwaysOnSampler(), sampled: true },
  { header: ROOT, root: new AlwaysOffSampler(), sampled: false },
  { header: `${ROOT};${PARENT};Sampled=?`, root: new AlwaysOnSampler(), sampled: true },
  { header: `${ROOT};${PARENT};Sampled=0`, root: new AlwaysOnSampler(), sampled: false },
  { header: `${ROOT};${PARENT};Sampled=1`, root: new AlwaysOffSampler(), sampled: true },
  { header: `${ROOT};Sampled=0`, root: new AlwaysOnSampler(), sampled: false },
])('decideHeaderGaps() samples $header under $root: $sampled', ({ header, root, sampled }) => {
  expect(decision(header, root)).toBe(
    sampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
  )
})

test('decideHeaderGaps() is called what the sampler in it is called', () => {
  expect(decideHeaderGaps(new AlwaysOnSampler()).toString()).toBe('AlwaysOnSampler')
})
