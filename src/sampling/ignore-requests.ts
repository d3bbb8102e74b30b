import { type Attributes, type Context, SpanKind, TraceFlags, trace } from '@opentelemetry/api'
import type { Sampler } from './decide-header-gaps.ts'
import type { IgnoreRules } from './ignore-rules.ts'
import { matchWildcard } from './match-wildcard.ts'

/** OpenTelemetry's `SamplingDecision.NOT_RECORD`, the same number in every release of its SDK. */
const NOT_RECORD = 0

/**
 * The sampler, without the requests that the rules name: these are not traced, and the sampler is not asked, so that
 * they use up nothing of what it may take. What happens below such a request is not traced either, here and, by the
 * `Sampled=0` that goes out, in the services that it calls.
 */
export function ignoreRequests<Result extends { decision: number }>(
  sampler: Sampler<Result>,
  rules: IgnoreRules,
): Sampler<Result> {
  if (rules.paths.length + rules.agents.length + rules.hosts.length === 0) return sampler
  return {
    shouldSample(context, traceId, name, kind, attributes, links) {
      return isBelowUntraced(context) || isIgnored(kind, attributes, rules)
        ? ({ decision: NOT_RECORD } as Result)
        : sampler.shouldSample(context, traceId, name, kind, attributes, links)
    },
    toString: () => sampler.toString(),
  }
}

/** Whether the parent is a span of this process that is not traced. A sampler that asks no parent would trace on. */
function isBelowUntraced(context: Context): boolean {
  const parent = trace.getSpanContext(context)
  return parent !== undefined && !parent.isRemote && (parent.traceFlags & TraceFlags.SAMPLED) === 0
}

function isIgnored(kind: SpanKind, attributes: Attributes, { paths, agents, hosts }: IgnoreRules): boolean {
  if (kind === SpanKind.SERVER) {
    return (
      matchesAny(paths, attributes['url.path'] ?? withoutQuery(attributes['http.target'])) ||
      matchesAny(agents, attributes['user_agent.original'] ?? attributes['http.user_agent'])
    )
  }
  if (kind !== SpanKind.CLIENT) return false
  const host = attributes['server.address'] ?? attributes['net.peer.name']
  const port = attributes['server.port'] ?? attributes['net.peer.port']
  return matchesAny(hosts, host) || (port !== undefined && matchesAny(hosts, `${host}:${port}`))
}

function matchesAny(globs: readonly string[], value: unknown): boolean {
  if (globs.length === 0 || typeof value !== 'string') return false
  const text = value.toLowerCase()
  return globs.some(glob => matchWildcard(glob, text))
}

function withoutQuery(target: unknown): unknown {
  return typeof target === 'string' ? target.split('?', 1)[0] : undefined
}
