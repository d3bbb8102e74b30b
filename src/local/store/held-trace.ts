import type { Place } from './byte-heap.ts'
import type { DocumentPlaces } from './document-places.ts'

/** What is known of a trace without reading its documents. */
export interface StoredTrace {
  /** `1-<8 hex>-<24 hex>`, in lower case. */
  readonly id: string
  /** The earliest start, in epoch seconds. */
  startSeconds: number
  /** The latest end, or start where there is no end yet, in epoch seconds. */
  endSeconds: number
  /** When its last document came, in epoch milliseconds of this machine's clock. */
  updatedMillis: number
  /** How many documents have come for it. */
  revision: number
}

/** A trace that is there, and where what it consists of is kept. */
export interface HeldTrace extends StoredTrace {
  documents: DocumentPlaces
  /** Of its documents. */
  bytes: number
  /** Absent until it is indexed. */
  indexed: IndexEntry | undefined
  /** When it was indexed, in milliseconds of any clock. */
  indexedMillis: number
}

/** What filters ask of a trace most often, and where the rest is kept. */
export interface IndexEntry {
  slot: number
  /** Absent while the entry is in progress. */
  responseSeconds: number | undefined
  ok: boolean
  error: boolean
  throttle: boolean
  fault: boolean
  partial: boolean
  hasFaultCauses: boolean
  hasErrorCauses: boolean
  /** Its record and root causes. */
  packed: Place
}
