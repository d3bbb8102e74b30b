import { isInProgress, type ReceivedDocument } from '../../document/index.ts'
import type { TraceCounts } from './trace-counts.ts'

/** One document of a trace: what it says, and the very text in which it came. */
export interface TraceDocument {
  document: ReceivedDocument
  text: Buffer
}

/** The documents of a trace after more of them have come. */
export interface FoldedDocuments<Held extends TraceDocument> {
  /** Those that stay, in the order of arrival. */
  kept: (Held | TraceDocument)[]
  /** Those that were there before and go. */
  removed: Held[]
  /** Those of the new ones that stay. */
  added: TraceDocument[]
  counts: Pick<TraceCounts, 'replaced' | 'duplicated' | 'stale'>
}

/**
 * Puts new documents of a trace to those that are there. Under an id stays the complete one, and of two complete ones
 * the later: what was in progress is replaced, and does not count when it comes late.
 *
 *     held a (in progress), b; new a, b (in progress) → kept b, a; removed a (in progress); replaced 1, stale 1
 */
export function foldDocuments<Held extends TraceDocument>(
  held: Iterable<Held>,
  arrivals: Iterable<TraceDocument>,
): FoldedDocuments<Held> {
  const kept = new Map<string, Held | TraceDocument>()
  const before = new Map<string, Held>()
  for (const each of held) {
    kept.set(keyOf(each.document), each)
    before.set(keyOf(each.document), each)
  }
  const counts = { replaced: 0, duplicated: 0, stale: 0 }
  for (const arrival of arrivals) {
    const key = keyOf(arrival.document)
    const known = kept.get(key)
    if (known && isInProgress(arrival.document) && !isInProgress(known.document)) {
      counts.stale++
      continue
    }
    if (known) counts[isInProgress(known.document) ? 'replaced' : 'duplicated']++
    // Deleted first, so that it stands last: the order of the map is the order of arrival.
    kept.delete(key)
    kept.set(key, arrival)
  }
  const staying = new Set(kept.values())
  return {
    kept: [...staying],
    removed: [...before.values()].filter(each => !staying.has(each)),
    added: [...staying].filter(each => before.get(keyOf(each.document)) !== each),
    counts,
  }
}

/** A segment and a subsegment of one id are two things. */
function keyOf({ type, id }: ReceivedDocument): string {
  return type === 'subsegment' ? `subsegment ${id}` : id
}
