import type { TraceTree } from './trace-tree.ts'
import { type RowChoice, rowsFromDepth } from './visible-rows.ts'

/** Between ids in the URL. */
const SEPARATOR = '.'

/**
 * What of a trace is shown, as the URL says it: `level` closes all from that depth on, `turned` are rows that are the
 * other way round than the level has them, `unfolded` are the first of equal siblings that are shown one by one.
 */
export function rowChoice(tree: TraceTree, params: Readonly<Record<string, string>>): RowChoice {
  const level = levelOf(params)
  const closed = level === undefined ? new Set<number>() : rowsFromDepth(tree, level)
  for (const index of indexesOf(tree, params.turned)) {
    if (!closed.delete(index)) closed.add(index)
  }
  return { closed, unfolded: new Set(indexesOf(tree, params.unfolded)) }
}

/** The depth from which on rows are closed, where one was chosen. */
export function levelOf({ level }: Readonly<Record<string, string>>): number | undefined {
  return level !== undefined && /^\d{1,3}$/.test(level) ? Number(level) : undefined
}

/** The ids with this one in or out: `withTurned('a.b', 'b') → 'a'` */
export function withTurned(ids: string | undefined, id: string): string {
  const list = ids ? ids.split(SEPARATOR) : []
  return (list.includes(id) ? list.filter(each => each !== id) : [...list, id]).join(SEPARATOR)
}

function indexesOf(tree: TraceTree, ids: string | undefined): number[] {
  return (ids ?? '').split(SEPARATOR).flatMap(id => tree.indexOf(id) ?? [])
}
