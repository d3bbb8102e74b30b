import {
  type Context,
  createContextKey,
  diag,
  isSpanContextValid,
  type SpanContext,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { headerGapsOf, markHeaderGaps, XRayIdGenerator } from '../ids/index.ts'
import { formatTraceHeader, parseTraceHeader, TRACE_HEADER, type TraceHeader } from './trace-header.ts'

/** `Self`, `Lineage` and unknown keys of the caller's header, on their way to our callees. */
const REST_KEY = createContextKey('spanray.trace-header-rest')

/** As Node.js names it in a request. */
const LOWER_CASE_HEADER = TRACE_HEADER.toLowerCase()

const WARNING_INTERVAL_MILLIS = 60_000

/**
 * OpenTelemetry's propagator for `X-Amzn-Trace-Id`.
 *
 * In: a header with `Root` and `Parent` becomes the remote parent, whatever another propagator found before. A header
 * with `Root` alone (a load balancer's) becomes one only where nothing was found: its trace is continued, its span id
 * is made up and marked, so that the sampler decides as for a root and the document names no parent. A garbled header
 * leaves the context as it was, and is told through `diag`.
 *
 * Out: `Root=…;Parent=<current span>;Sampled=0|1`, then the keys of the caller's header that are not ours.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export class XRayPropagator implements TextMapPropagator {
  readonly #ids = new XRayIdGenerator()
  #toldGarbledMillis = Number.NEGATIVE_INFINITY

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const spanContext = trace.getSpanContext(context)
    if (!spanContext || !isSpanContextValid(spanContext)) return
    const rest = (context.getValue(REST_KEY) as string | undefined) ?? ''
    setter.set(carrier, TRACE_HEADER, formatTraceHeader(headerFor(spanContext, rest)))
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const text = readText(carrier, getter)
    if (text === undefined) return context
    const header = parseTraceHeader(text)
    if (!header) {
      this.#tellGarbled(text)
      return context
    }
    const found = trace.getSpanContext(context)
    const next =
      found && !header.parentId ? context : trace.setSpanContext(context, this.#remoteContext(header, found))
    return withRest(next, header.rest)
  }

  fields(): string[] {
    return [TRACE_HEADER]
  }

  /** Once a minute at most: whoever sends such headers sends many. */
  #tellGarbled(text: string): void {
    const now = performance.now()
    if (now - this.#toldGarbledMillis < WARNING_INTERVAL_MILLIS) return
    this.#toldGarbledMillis = now
    const shown = text.slice(0, 80).replace(/[^\x20-\x7e]/g, '?')
    diag.warn(
      `spanray: cannot continue ${TRACE_HEADER} '${shown}': it has no Root=1-<8 hex>-<24 hex>; a new trace begins`,
    )
  }

  /** A `tracestate` beside the header is of the same trace or of none that goes on. */
  #remoteContext({ traceId, parentId, sampled }: TraceHeader, found: SpanContext | undefined): SpanContext {
    const spanContext: SpanContext = {
      traceId,
      spanId: parentId ?? this.#ids.generateSpanId(),
      traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
      isRemote: true,
      ...(found?.traceState && found.traceId === traceId && { traceState: found.traceState }),
    }
    const gaps = { parent: parentId === undefined, sampling: sampled === undefined }
    return gaps.parent || gaps.sampling ? markHeaderGaps(spanContext, gaps) : spanContext
  }
}

function withRest(context: Context, rest: string): Context {
  if (rest !== '') return context.setValue(REST_KEY, rest)
  return context.getValue(REST_KEY) === undefined ? context : context.deleteValue(REST_KEY)
}

/** The header for our callees. Where no span of ours stands between, what the caller left out stays out. */
function headerFor(spanContext: SpanContext, rest: string): TraceHeader {
  const gaps = headerGapsOf(spanContext)
  return {
    traceId: spanContext.traceId,
    ...(!gaps?.parent && { parentId: spanContext.spanId }),
    ...(!gaps?.sampling && { sampled: (spanContext.traceFlags & TraceFlags.SAMPLED) !== 0 }),
    rest,
  }
}

/** The header as text, whatever the letter case of its name; the first one where there are several. */
function readText(carrier: unknown, getter: TextMapGetter): string | undefined {
  const value = getter.get(carrier, LOWER_CASE_HEADER) ?? getter.get(carrier, nameIn(getter.keys(carrier)))
  const text = Array.isArray(value) ? value[0] : value
  return typeof text === 'string' ? text : undefined
}

function nameIn(keys: readonly string[]): string {
  return (
    keys.find(key => key.length === TRACE_HEADER.length && key.toLowerCase() === LOWER_CASE_HEADER) ??
    TRACE_HEADER
  )
}
