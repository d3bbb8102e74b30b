import {
  type Context,
  defaultTextMapGetter,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { headerGapsOf, markHeaderGaps, markLambdaParent } from '../ids/index.ts'
import { TRACE_HEADER, XRayPropagator } from '../propagation/index.ts'
import type { Carrier } from './event/event-description.ts'

/** Where a handler's span belongs. */
export interface InvocationParent {
  /** Holds the span's parent, when it has one, and what else the caller sent along, such as baggage. */
  readonly context: Context
  /** The other traces that led to this invocation. */
  readonly links: readonly Link[]
}

/** What an unsampled context of Lambda means where nothing in the event says otherwise. */
export type WhenUnsampled = 'obey' | 'record'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html */
const MAX_LINKS = 20

const xray = new XRayPropagator()

/**
 * Chooses the parent of a handler's span:
 *
 * 1. what Lambda gave, when it is sampled: the span stands in Lambda's own segment;
 * 2. else the first sampled context in the event;
 * 3. else what Lambda gave: `Sampled=0` is obeyed, or decided anew with `record`; `Root` alone leaves it to the sampler;
 * 4. else an unsampled context in the event; else nobody, and a trace begins.
 *
 * Every other sampled trace in the event becomes a link, 20 at most.
 */
export function invocationParent(
  header: string | undefined,
  carriers: readonly Carrier[],
  whenUnsampled: WhenUnsampled,
): InvocationParent {
  const given = header === undefined ? ROOT_CONTEXT : extractXRay(ROOT_CONTEXT, { [TRACE_HEADER]: header })
  const fromLambda = trace.getSpanContext(given)
  const [only] = carriers
  // What one caller sent along, such as baggage, is valid for the whole invocation; of several callers nothing is.
  const carried = carriers.length === 1 ? extract(given, only!) : given
  const callers = callersOf(carriers)
  const chosen = choose(fromLambda, callers, whenUnsampled)
  return {
    context: chosen ? trace.setSpanContext(carried, chosen) : trace.deleteSpan(carried),
    links: callers
      .filter(caller => isSampled(caller) && caller.traceId !== chosen?.traceId)
      .slice(0, MAX_LINKS)
      .map(context => ({ context })),
  }
}

function choose(
  fromLambda: SpanContext | undefined,
  callers: readonly SpanContext[],
  whenUnsampled: WhenUnsampled,
): SpanContext | undefined {
  if (fromLambda && isSampled(fromLambda))
    return headerGapsOf(fromLambda)?.parent ? fromLambda : markLambdaParent(fromLambda)
  const caller = callers.find(isSampled)
  if (caller) return caller
  if (!fromLambda) return callers[0]
  if (headerGapsOf(fromLambda)?.sampling) return callers[0] ?? fromLambda
  return whenUnsampled === 'record' ? decidedAnew(fromLambda) : fromLambda
}

/** Nobody stands at an unsampled parent's id: its trace goes on with a segment that names no parent. */
function decidedAnew({ traceId, spanId }: SpanContext): SpanContext {
  return markHeaderGaps(
    { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true },
    { parent: true, sampling: true },
  )
}

/** The contexts that the event's headers name, each once. */
function callersOf(carriers: readonly Carrier[]): SpanContext[] {
  const callers = new Map<string, SpanContext>()
  for (const carrier of carriers) {
    const caller = trace.getSpanContext(extract(ROOT_CONTEXT, carrier))
    if (caller && isSpanContextValid(caller)) callers.set(caller.traceId + caller.spanId, caller)
  }
  return [...callers.values()]
}

/** By the process's own propagators; AWS's header is read whatever these are. */
function extract(context: Context, carrier: Carrier): Context {
  const extracted = propagation.extract(context, carrier)
  return trace.getSpanContext(extracted) ? extracted : extractXRay(extracted, carrier)
}

function extractXRay(context: Context, carrier: Carrier): Context {
  return xray.extract(context, carrier, defaultTextMapGetter)
}

function isSampled({ traceFlags }: SpanContext): boolean {
  return (traceFlags & TraceFlags.SAMPLED) !== 0
}
