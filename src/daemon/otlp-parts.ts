import type { ReceivedDocument } from '../document/index.ts'
import { documentToSpans, spansToOtlp, spansToOtlpStepwise } from '../otlp/index.ts'
import type { Conversion, EndedSpan } from '../segment/index.ts'

/** Of a part of an OTLP request that goes on. */
const OPTIONS = { maxDocumentBytes: 1_000_000 }

/**
 * What goes to a destination that takes OTLP: parts of requests in protobuf. In a file that is read when it is wanted: it
 * brings OpenTelemetry's serialiser.
 */
export const otlpParts = {
  stepwise: (spans: readonly EndedSpan[]): Iterator<Conversion> => spansToOtlpStepwise(spans, OPTIONS),
  /** None, of a document that is in progress. */
  ofDocument: (document: ReceivedDocument): Conversion => {
    const { spans, refusedSpans } = documentToSpans(document)
    const { documents, rejected } = spansToOtlp(spans, OPTIONS)
    if (refusedSpans === 0) return { documents, rejected }
    return { documents, rejected: [...rejected, { id: document.id, bytes: 0, spanCount: refusedSpans }] }
  },
}

export type OtlpParts = typeof otlpParts
