import type { EndedSpan, WrittenDocument } from '../segment/index.ts'

/** A document on its way. */
export interface SentDocument {
  readonly bytes: Uint8Array
  readonly spanCount: number
  /** What it can be packed of again, should it turn out to be too large for the way. */
  readonly spans: readonly EndedSpan[]
}

/** What every way is wide enough for: less than macOS takes. */
const SMALL_BYTES = 9000

const NO_SPANS: readonly EndedSpan[] = []

/** The document without the spans that it will not be packed of again: they are much larger, and it may wait for seconds. */
export function sentDocument(document: WrittenDocument, { mayShrink }: { mayShrink: boolean }): SentDocument {
  const { bytes, spanCount } = document
  // Listing them takes a while.
  return { bytes, spanCount, spans: mayShrink && bytes.length > SMALL_BYTES ? document.spans : NO_SPANS }
}
