import { MAX_DOCUMENT_BYTES } from '../document/index.ts'
import type { EndedSpan } from './ended-span.ts'
import { nestSpans } from './nest-spans.ts'
import { packDocument } from './pack-document.ts'

export interface ConversionOptions {
  /** Bytes of UTF-8 that a document may have. @default {64000} */
  maxDocumentBytes?: number
  /** Keys of attributes that become annotations; `*` for all. @default {[]} */
  indexedAttributes?: Iterable<string>
}

/** A segment document, ready to be sent. */
export interface DocumentText {
  /** Id of the segment, or of the independent subsegment. */
  readonly id: string
  /** JSON. */
  readonly text: string
  /** Spans in it: they share its fate. */
  readonly spanCount: number
}

/** What no document could hold: a single span over the limit. */
export interface RejectedDocument {
  readonly id: string
  readonly bytes: number
  /** Spans that are lost with it. */
  readonly spanCount: number
}

export interface Conversion {
  readonly documents: readonly DocumentText[]
  readonly rejected: readonly RejectedDocument[]
}

/**
 * The documents for these spans, which may be of several traces and services: a segment for each service's part in a
 * trace with its subsegments nested in it, and an independent subsegment where the parent is not among the spans or
 * the document would grow over its limit. Never throws.
 *
 *     [server, client under server] → { documents: ['{"name":"shop",…,"subsegments":[{"name":"db",…}]}'], rejected: [] }
 */
export function spansToDocuments(spans: readonly EndedSpan[], options: ConversionOptions = {}): Conversion {
  const indexed = new Set(options.indexedAttributes)
  const maxBytes = options.maxDocumentBytes ?? MAX_DOCUMENT_BYTES
  const documents: DocumentText[] = []
  const rejected: RejectedDocument[] = []
  for (const top of nestSpans(spans, indexed)) packDocument(top, maxBytes, documents, rejected)
  return { documents, rejected }
}
