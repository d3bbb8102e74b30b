import type { Outcome } from './accounts.ts'

/** Sends segment documents to wherever X-Ray is. Never throws, never rejects. */
export interface Emitter {
  /** Bytes that one document may have on this way. */
  readonly maxDocumentBytes: number
  /** What became of each document (JSON in UTF-8), in their order, once all are settled. */
  send(documents: readonly Uint8Array[]): Promise<readonly Outcome[]>
  /** Gives back what it holds open; settles when that is done. */
  close(): Promise<void>
}
