import type { ReceivedDocument } from '../document/index.ts'
import { documentToSpans, spansToOtlp } from '../otlp/index.ts'
import type { Conversion, EndedSpan } from '../segment/index.ts'

/** Of a part of an OTLP request that goes on. */
const MAX_PART_BYTES = 1_000_000

/**
 * What goes to a destination that takes OTLP: parts of requests in protobuf. In a file that is read when it is wanted: it
 * brings OpenTelemetry's serialiser.
 */
export const otlpParts = {
  ofSpans: (spans: readonly EndedSpan[]): Conversion =>
    spansToOtlp(spans, { maxDocumentBytes: MAX_PART_BYTES }),
  /** None, of a document that is in progress. */
  ofDocument: (document: ReceivedDocument): Conversion => {
    const { spans, refusedSpans } = documentToSpans(document)
    const { documents, rejected } = otlpParts.ofSpans(spans)
    if (refusedSpans === 0) return { documents, rejected }
    return { documents, rejected: [...rejected, { id: document.id, bytes: 0, spanCount: refusedSpans }] }
  },
}

export type OtlpParts = typeof otlpParts
