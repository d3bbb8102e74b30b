import type { Resource } from '@opentelemetry/resources'
import type { SpanProcessor } from '@opentelemetry/sdk-trace'

/** A resource of either line of the SDK. */
type AnyResource = Parameters<Resource['merge']>[0] & object

/**
 * A span processor that puts a resource under that of each span: what the span's own says goes before it. For a set-up
 * whose resource is the user's affair.
 */
export function resourceBelow(resource: Resource): SpanProcessor {
  const merged = new WeakMap<AnyResource, Resource>()
  return {
    onStart(span) {
      const own = span.resource as AnyResource
      let both = merged.get(own)
      if (!both) {
        both = resource.merge(own)
        merged.set(own, both)
      }
      Object.assign(span, { resource: both })
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  }
}
