import type { Outcome } from './accounts.ts'

/** Sends segment documents to wherever X-Ray is. Never throws, never rejects. */
export interface Emitter {
  /**
   * Bytes that one document may have on this way, as far as is known yet: it may shrink. What was over the new limit
   * comes back as dropped for `EMSGSIZE`, and may be packed smaller and sent again.
   */
  readonly maxDocumentBytes: number
  /** Whether so much waits that another document may find no room, and be dropped as `queue_full`. */
  readonly isFull: boolean
  /** What became of each document (JSON in UTF-8), in their order, once all are settled. */
  send(documents: readonly Uint8Array[]): Promise<readonly Outcome[]>
  /** Settles all that waits without further patience, in so many milliseconds; keeps the process alive meanwhile. */
  flush(boundMillis: number): Promise<void>
  /** Sends what waits before it returns, in so many milliseconds: for a process that is about to end. */
  flushSync(boundMillis: number): void
  /** Gives back what it holds open; settles when that is done. */
  close(): Promise<void>
}
