import type { QueuedDocument } from './batch.ts'

/** A batch as a line of a spool says it; what is in front tells what there is without the documents. */
export interface SpoolRecord {
  readonly batch: number
  readonly count: number
  readonly spanCount: number
  readonly bytes: number
  /** A character for each byte: parts of OTLP requests are no text. */
  readonly documents: readonly (readonly [bytes: string, spanCount: number])[]
}

/** The record of a batch. */
export function spoolRecord(batch: number, documents: readonly QueuedDocument[]): SpoolRecord {
  return {
    batch,
    count: documents.length,
    spanCount: documents.reduce((sum, { spanCount }) => sum + spanCount, 0),
    bytes: documents.reduce((sum, { bytes }) => sum + bytes.length, 0),
    documents: documents.map(({ bytes, spanCount }) => [
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
      spanCount,
    ]),
  }
}

/** The documents that a line holds; `undefined` when it is not the record of this batch. */
export function parseSpoolRecord(line: string, batch: number): QueuedDocument[] | undefined {
  try {
    const record: SpoolRecord = JSON.parse(line)
    return record.batch === batch ? record.documents.map(queuedDocument) : undefined
  } catch {
    return undefined
  }
}

function queuedDocument([text, spanCount]: readonly [string, number]): QueuedDocument {
  if (!Number.isSafeInteger(spanCount)) throw new TypeError('There is no number of spans')
  return { bytes: Buffer.from(text, 'latin1'), spanCount }
}
