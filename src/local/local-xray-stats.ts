import type { Refusal, RefusalLog } from './refusal-log.ts'
import type { TraceCounts } from './store/trace-counts.ts'

/** What a local X-Ray has done: `documents.received = stored + waiting + refused`, always. */
export interface LocalXRayStats {
  documents: {
    received: number
    refused: number
    refusedByCode: Record<string, number>
    /** Taken, and about to be stored. */
    waiting: number
  } & Pick<TraceCounts, 'bytes' | 'duplicated' | 'evicted' | 'held' | 'replaced' | 'stale' | 'stored'>
  /** Those of which no document could be had; a datagram of no bytes is not counted. */
  datagrams: { rejected: number; rejectedByCode: Record<string, number> }
  traces: { held: number; evicted: number }
  /** At most 100, the latest at the end. */
  lastRefusals: Refusal[]
}

/** The figures of a local X-Ray, from those of its parts. */
export function localXRayStats(
  counts: TraceCounts & { waiting: number },
  refusals: RefusalLog,
): LocalXRayStats {
  const { traces, evictedTraces, ...documents } = counts
  const refused = refusals.total('document')
  return {
    documents: {
      received: documents.stored + documents.waiting + refused,
      ...documents,
      refused,
      refusedByCode: refusals.byCode('document'),
    },
    datagrams: { rejected: refusals.total('datagram'), rejectedByCode: refusals.byCode('datagram') },
    traces: { held: traces, evicted: evictedTraces },
    lastRefusals: refusals.last(),
  }
}
