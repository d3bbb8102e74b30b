import { type Attributes, type Context, type Link, type SpanKind, trace } from '@opentelemetry/api'
import { headerGapsOf } from '../ids/index.ts'

/** The part of OpenTelemetry's `Sampler` that every release of its SDK shares. */
export interface Sampler<Result> {
  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): Result
  toString(): string
}

/**
 * The sampler, deciding as for a root wherever the caller's header left the decision open (`Root` alone, `Sampled=?`).
 * A parent-based sampler would take the missing decision for a "no".
 */
export function decideHeaderGaps<Result>(sampler: Sampler<Result>): Sampler<Result> {
  return {
    shouldSample(context, traceId, name, kind, attributes, links) {
      const open = headerGapsOf(trace.getSpanContext(context))?.sampling
      return sampler.shouldSample(
        open ? trace.deleteSpan(context) : context,
        traceId,
        name,
        kind,
        attributes,
        links,
      )
    },
    toString: () => sampler.toString(),
  }
}
