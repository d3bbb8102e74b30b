import { childrenOf, type TraceRow, type TraceTree } from './trace-tree.ts'

/** A stretch of time in which one row was what the request waited for. Seconds after the start of the trace. */
export interface CriticalStretch {
  row: TraceRow
  startSeconds: number
  endSeconds: number
}

/**
 * What the request waited for, from its end back to its start: of each row, the child that ended last, then the one that
 * had ended last before that one began, and so on; between them the row's own work. Making any of these stretches
 * shorter would have made the request shorter, as far as the times tell.
 *
 *     shop 0–10, its calls a 1–4, b 2–8 → shop 8–10, b 2–8, a 1–2, shop 0–1
 */
export function criticalPath(tree: TraceTree): CriticalStretch[] {
  const stretches: CriticalStretch[] = []
  const { entry } = tree
  const waiting = [{ row: entry, from: entry.startSeconds, until: entry.endSeconds }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, from, until } = next
    let cursor = until
    for (const child of childrenOf(tree, row).sort(lastEndedFirst)) {
      if (cursor <= from) break
      // What began when the wait was over already took no part in it.
      if (child.startSeconds >= cursor || child.endSeconds <= from) continue
      const end = Math.min(child.endSeconds, cursor)
      const start = Math.max(child.startSeconds, from)
      if (end < cursor) stretches.push({ row, startSeconds: end, endSeconds: cursor })
      waiting.push({ row: child, from: start, until: end })
      cursor = start
    }
    if (cursor > from) stretches.push({ row, startSeconds: from, endSeconds: cursor })
  }
  return stretches
}

/** Of two that ended together, the one that began first covers more. */
function lastEndedFirst(a: TraceRow, b: TraceRow): number {
  return b.endSeconds - a.endSeconds || a.startSeconds - b.startSeconds
}
