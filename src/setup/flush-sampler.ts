import type { SpanProcessor } from '@opentelemetry/sdk-trace'
import type { XRaySampler } from '../sampling/index.ts'

/** A span processor that has X-Ray told of the last decisions when its provider is flushed, and ends the sampler with it. */
export function flushSampler(sampler: XRaySampler): SpanProcessor {
  return {
    onStart() {},
    onEnd() {},
    forceFlush: () => sampler.forceFlush(),
    async shutdown() {
      await sampler.forceFlush()
      sampler.stop()
    },
  }
}
