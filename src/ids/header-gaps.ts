const GAPS = Symbol.for('spanray.headerGaps')

/** What the caller's trace header left out. */
export interface HeaderGaps {
  /** No `Parent`, as from a load balancer: nobody stands at the span context's span id. */
  parent: boolean
  /** No `Sampled`, or `Sampled=?`: the decision is ours. */
  sampling: boolean
}

/**
 * Notes on a remote span context what its header left out. OpenTelemetry's SDK hands this very object to the sampler
 * and on to the exporter, which is the only way for such a header to be continued: an id generator is not told of the
 * caller.
 */
export function markHeaderGaps<C extends object>(spanContext: C, gaps: HeaderGaps): C {
  Object.defineProperty(spanContext, GAPS, { value: gaps })
  return spanContext
}

/** What the header of this remote span context left out, or `undefined` when it was whole. */
export function headerGapsOf(spanContext: object | undefined): HeaderGaps | undefined {
  return (spanContext as { [GAPS]?: HeaderGaps } | undefined)?.[GAPS]
}
