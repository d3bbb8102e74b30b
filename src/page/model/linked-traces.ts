import type { Segment } from '../../document/index.ts'
import type { TraceRow, TraceTree } from './trace-tree.ts'

/** A trace that this one names as related, such as the one that sent a message. */
export interface LinkedTrace {
  traceId: string
  /** The segment or subsegment there. */
  id: string
  /** How many times it is named. */
  count: number
}

/** The traces that a trace links to, or some rows of it, each once, by their first link. */
export function linkedTraces({ id: own }: TraceTree, rows: readonly TraceRow[]): LinkedTrace[] {
  const linked = new Map<string, LinkedTrace>()
  for (const { entity } of rows) {
    for (const { trace_id: traceId, id } of (entity as Segment).links ?? []) {
      if (traceId === own) continue
      const known = linked.get(traceId)
      if (known) known.count++
      else linked.set(traceId, { traceId, id, count: 1 })
    }
  }
  return [...linked.values()]
}
