import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { type Conversion, type EndedSpan, type RejectedDocument, WrittenDocument } from '../segment/index.ts'

const MAX_SPANS = 512

const NO_SCOPE = { name: '' }
const NO_TIME = [0, 0] as [number, number]

/**
 * Requests in OTLP's protobuf for these spans, as they are: nothing in them is made X-Ray's, and nothing hidden. Each is
 * a part: one behind the other they are a request again. A span that is over the limit, or that OpenTelemetry's own
 * serialiser does not take, is rejected. Never throws.
 *
 * @param options.maxDocumentBytes of a part
 */
export function spansToOtlp(
  spans: readonly EndedSpan[],
  { maxDocumentBytes = Number.POSITIVE_INFINITY }: { maxDocumentBytes?: number } = {},
): Conversion {
  const documents: WrittenDocument[] = []
  const rejected: RejectedDocument[] = []
  const write = (part: readonly EndedSpan[]): void => {
    if (part.length === 0) return
    const { spanId } = part[0]!.spanContext()
    const bytes = part.length <= MAX_SPANS ? serialize(part) : undefined
    if (bytes && bytes.length <= maxDocumentBytes) {
      documents.push(new WrittenDocument(spanId, bytes, part.length, () => part))
    } else if (part.length === 1) {
      rejected.push({ id: spanId, bytes: bytes?.length ?? 0, spanCount: 1 })
    } else {
      const half = part.length >> 1
      write(part.slice(0, half))
      write(part.slice(half))
    }
  }
  write(spans)
  return { documents, rejected }
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
