import { type Attributes, SpanStatusCode, TraceFlags } from '@opentelemetry/api'
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace'
import { RULE_NAME, type XRaySampler } from '../sampling/index.ts'

const FIRST_FAULT_STATUS = 500

/**
 * A span processor that tells the sampler how the requests went that its rules decided of, has X-Ray told of the last
 * decisions when the provider is flushed, and ends the sampler with the provider.
 */
export function followSampler(sampler: XRaySampler): SpanProcessor {
  return {
    onStart() {},
    onEnd(span) {
      const ruleName = span.attributes[RULE_NAME]
      if (typeof ruleName !== 'string') return
      const isSampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0
      sampler.noteEnd(ruleName, { isSampled, isAnomaly: isFault(span) })
    },
    forceFlush: () => sampler.forceFlush(),
    async shutdown() {
      await sampler.forceFlush()
      sampler.stop()
    },
  }
}

/** A status of 5xx; where there is none, a span that ended in error. */
function isFault({ attributes, status }: ReadableSpan): boolean {
  const httpStatus = statusOf(attributes)
  return httpStatus === undefined ? status.code === SpanStatusCode.ERROR : httpStatus >= FIRST_FAULT_STATUS
}

function statusOf(attributes: Attributes): number | undefined {
  const status = attributes['http.response.status_code'] ?? attributes['http.status_code']
  return typeof status === 'number' ? status : undefined
}
