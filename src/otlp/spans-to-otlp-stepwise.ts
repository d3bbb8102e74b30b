import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { type Conversion, type EndedSpan, type SpanResource, WrittenDocument } from '../segment/index.ts'

const MAX_SPANS = 512

/** What a resource and a scope may take of a part: they stand in each part again. */
const MAX_HEAD_SHARE = 0.25

const NO_SCOPE = { name: '' }
const NO_TIME = [0, 0] as [number, number]

/**
 * The same requests as `spansToOtlp` gives, one part after the other: whoever takes them need not hold them all, and may
 * do something else in between. Never throws.
 */
export function* spansToOtlpStepwise(
  spans: readonly EndedSpan[],
  { maxDocumentBytes = Number.POSITIVE_INFINITY }: { maxDocumentBytes?: number | undefined } = {},
): Generator<Conversion> {
  const resourceBytes = new Map<SpanResource, number>()
  const waiting = spans.length > 0 ? [spans] : []
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const mayFit = part.length <= MAX_SPANS
    const bytes = mayFit ? serialize(part) : undefined
    const { spanId } = part[0]!.spanContext()
    if (bytes && bytes.length <= maxDocumentBytes) {
      const spansOfPart = part
      yield {
        documents: [new WrittenDocument(spanId, bytes, part.length, () => spansOfPart)],
        rejected: [],
      }
    } else if (part.length === 1) {
      yield { documents: [], rejected: [{ id: spanId, bytes: bytes?.length ?? 0, spanCount: 1 }] }
    } else {
      // Halves of what is too large because of its head would be too large again and again.
      const hasRoom = (span: EndedSpan) => headBytes(span, resourceBytes) <= maxDocumentBytes * MAX_HEAD_SHARE
      const rest = mayFit ? part.filter(hasRoom) : part
      if (rest.length < part.length) yield rejectedHeads(part, hasRoom, resourceBytes)
      const half = rest.length >> 1
      waiting.push(...[rest.slice(half), rest.slice(0, half)].filter(({ length }) => length > 0))
    }
  }
}

function rejectedHeads(
  part: readonly EndedSpan[],
  hasRoom: (span: EndedSpan) => boolean,
  resourceBytes: Map<SpanResource, number>,
): Conversion {
  const heavy = part.filter(span => !hasRoom(span))
  const [first] = heavy as [EndedSpan]
  const bytes = headBytes(first, resourceBytes)
  return { documents: [], rejected: [{ id: first.spanContext().spanId, bytes, spanCount: heavy.length }] }
}

/** Bytes of what a span shares with others. */
function headBytes(
  { resource, instrumentationScope: { name, version = '' } = NO_SCOPE }: EndedSpan,
  resourceBytes: Map<SpanResource, number>,
): number {
  let bytes = resourceBytes.get(resource)
  if (bytes === undefined) {
    bytes = serialize([{ ...BARE_SPAN, resource }])?.length ?? 0
    resourceBytes.set(resource, bytes)
  }
  return bytes + name.length + version.length
}

const BARE_SPAN = {
  name: '',
  kind: 0,
  spanContext: () => ({ traceId: '', spanId: '', traceFlags: 0 }),
  startTime: NO_TIME,
  endTime: NO_TIME,
  status: { code: 0 },
  attributes: {},
  events: [],
  links: [],
}

function serialize(spans: readonly EndedSpan[]): Uint8Array | undefined {
  try {
    return ProtobufTraceSerializer.serializeRequest(spans.map(completed) as never)
  } catch {
    return undefined
  }
}

/** A span that was not made by an SDK may have no scope, and events without a time. */
function completed(span: EndedSpan): EndedSpan {
  const { instrumentationScope = NO_SCOPE, events } = span
  if (span.instrumentationScope && events.every(({ time }) => time)) return span
  const timed = events.map(event => ({ ...event, time: event.time ?? NO_TIME }))
  return Object.create(span, {
    instrumentationScope: { value: instrumentationScope },
    events: { value: timed },
  })
}
