import type { Tally } from './ledgers.ts'
import type { SpoolEntry } from './spool-entry.ts'

/** A document that waits for the destination. */
export interface QueuedDocument {
  /** JSON in UTF-8. */
  readonly bytes: Uint8Array
  /** Spans of OTLP that it was made of. */
  readonly spanCount: number
}

/** Documents that go to the destination together. */
export interface Batch extends Tally {
  /** Of all documents together. */
  readonly bytes: number
  /** `undefined` as long as only the disk has them. */
  documents: readonly QueuedDocument[] | undefined
  /** Where they are on disk, if they are. */
  readonly entry: SpoolEntry | undefined
}

/** A batch that can be sent. */
export type LoadedBatch = Batch & { documents: readonly QueuedDocument[] }

/** A batch of documents that are in memory. */
export function batchOf(documents: readonly QueuedDocument[], entry: SpoolEntry | undefined): LoadedBatch {
  return {
    count: documents.length,
    spanCount: sum(documents, ({ spanCount }) => spanCount),
    bytes: sum(documents, ({ bytes }) => bytes.length),
    documents,
    entry,
  }
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
