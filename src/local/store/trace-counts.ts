/** What became of the documents: `stored = held + replaced + duplicated + stale + evicted`, always. */
export interface TraceCounts {
  /** Documents taken in. */
  stored: number
  /** Documents that are there now. */
  held: number
  /** In-progress documents whose successor has come. */
  replaced: number
  /** Complete documents whose id was sent again as complete; the last one stays. */
  duplicated: number
  /** In-progress documents that came after the complete one, and were not kept. */
  stale: number
  /** Documents that went with the oldest traces, to keep within the limits. */
  evicted: number
  /** Bytes of the documents that are there now. */
  bytes: number
  /** Traces that are there now. */
  traces: number
  /** Traces that went, the oldest first, to keep within the limits. */
  evictedTraces: number
}

/** The counts of a store in which nothing has been yet. */
export const NO_COUNTS: Readonly<TraceCounts> = {
  stored: 0,
  held: 0,
  replaced: 0,
  duplicated: 0,
  stale: 0,
  evicted: 0,
  bytes: 0,
  traces: 0,
  evictedTraces: 0,
}
