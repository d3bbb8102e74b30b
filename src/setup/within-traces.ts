import {
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'

/**
 * The provider, for instrumentations: an inner step (a span of kind INTERNAL) is only a span within a trace. By itself,
 * such as the parsing of a GraphQL schema when an app starts, it would be a trace that nobody asked for.
 */
export function withinTraces(provider: TracerProvider): TracerProvider {
  return { getTracer: (...args) => new InnerTracer(provider.getTracer(...args)) }
}

class InnerTracer implements Tracer {
  readonly #tracer: Tracer

  constructor(tracer: Tracer) {
    this.#tracer = tracer
  }

  startSpan(name: string, options: SpanOptions = {}, parent: Context = context.active()): Span {
    const { kind = SpanKind.INTERNAL, root } = options
    const isLost = kind === SpanKind.INTERNAL && (root || !trace.getSpanContext(parent))
    return isLost
      ? trace.wrapSpanContext(INVALID_SPAN_CONTEXT)
      : this.#tracer.startSpan(name, options, parent)
  }

  startActiveSpan<F extends (span: Span) => unknown>(name: string, ...rest: unknown[]): ReturnType<F> {
    const call = rest.pop() as F
    const [options, parent = context.active()] = rest as [SpanOptions?, Context?]
    const span = this.startSpan(name, options, parent)
    return context.with(trace.setSpan(parent, span), () => call(span)) as ReturnType<F>
  }
}
