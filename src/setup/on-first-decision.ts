import type { Sampler } from '@opentelemetry/sdk-trace'

/** The sampler, doing this before it decides for the first time. */
export function onFirstDecision(sampler: Sampler, action: () => void): Sampler {
  let isFirst = true
  return {
    shouldSample(...span) {
      if (isFirst) {
        isFirst = false
        action()
      }
      return sampler.shouldSample(...span)
    },
    toString: () => sampler.toString(),
  }
}
