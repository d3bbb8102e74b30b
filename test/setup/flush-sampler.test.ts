import { expect, test, vi } from 'vitest'
import { XRaySampler } from '../../src/sampling/index.ts'
import { flushSampler } from '../../src/setup/flush-sampler.ts'

test('flushSampler() flushes with the provider, and stops with it', async () => {
  const sampler = new XRaySampler({ endpoint: false })
  const flush = vi.spyOn(sampler, 'forceFlush')
  const stop = vi.spyOn(sampler, 'stop')
  const processor = flushSampler(sampler)
  await processor.forceFlush()
  expect([flush, stop].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
  await processor.shutdown()
  expect([flush, stop].map(({ mock }) => mock.calls.length)).toEqual([2, 1])
})
