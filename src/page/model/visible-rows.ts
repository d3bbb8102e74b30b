import type { TraceRow, TraceTree } from './trace-tree.ts'

/** What a line of the timeline shows: a row, or many equal siblings folded into one. */
export interface VisibleLine {
  /** The row; of a fold, its first. */
  row: TraceRow
  /** How many siblings the line stands for; 1 unless it is a fold. */
  count: number
  /** The place just after the last row that it stands for. */
  endIndex: number
  /** Something hangs below it that is not shown. */
  isClosed: boolean
}

/** What of a trace is shown. */
export interface RowChoice {
  /** Indexes of the rows below which nothing is shown. */
  closed: ReadonlySet<number>
  /** Indexes of the first rows of folds that are shown one by one. */
  unfolded: ReadonlySet<number>
  /** Only these rows and what they hang below; all when absent. */
  only?: ReadonlySet<number> | undefined
}

/** So many siblings in a row that look alike become one line: fewer are read faster than unfolded. */
const MIN_FOLDED = 5

/** The lines of the timeline, from the top. Each row is looked at once at most. */
export function visibleLines(tree: TraceTree, { closed, unfolded, only }: RowChoice): VisibleLine[] {
  const { rows } = tree
  const shown = only && withAncestors(tree, only)
  const lines: VisibleLine[] = []
  /** By parent: where the siblings end that were unfolded, which therefore begin no fold of their own. */
  const unfoldedUntil = new Map<number, number>()
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]!
    if (shown && !shown.has(at)) {
      at = row.endIndex
      continue
    }
    const isUnfolded = shown !== undefined || at < (unfoldedUntil.get(row.parentIndex) ?? 0)
    const fold = isUnfolded ? undefined : foldFrom(rows, row)
    if (fold && unfolded.has(at)) unfoldedUntil.set(row.parentIndex, fold.endIndex)
    else if (fold) {
      lines.push({ row, ...fold, isClosed: true })
      at = fold.endIndex
      continue
    }
    const isClosed = closed.has(at) && row.endIndex > at + 1
    const endIndex = isClosed ? row.endIndex : at + 1
    lines.push({ row, count: 1, endIndex, isClosed })
    at = endIndex
  }
  return lines
}

/** The indexes of the rows that have others below them, at this depth or deeper: closing them shows so many levels. */
export function rowsFromDepth(tree: TraceTree, depth: number): Set<number> {
  const found = new Set<number>()
  for (const row of tree.rows) if (row.depth >= depth && row.endIndex > row.index + 1) found.add(row.index)
  return found
}

/** The siblings from this one on that look like it, when they are enough and it is the first of them. */
function foldFrom(
  rows: readonly TraceRow[],
  first: TraceRow,
): { count: number; endIndex: number } | undefined {
  if (first.kind === 'segment') return undefined
  const limit = first.parentIndex < 0 ? rows.length : rows[first.parentIndex]!.endIndex
  let count = 1
  let at = first.endIndex
  while (at < limit && rows[at]!.depth === first.depth && looksAlike(rows[at]!, first)) {
    at = rows[at]!.endIndex
    count++
  }
  if (count < MIN_FOLDED) return undefined
  return { count, endIndex: at }
}

/** What went wrong, or is under way, is never hidden among what went well. */
function looksAlike(a: TraceRow, b: TraceRow): boolean {
  return (
    a.entity.name === b.entity.name &&
    a.kind === b.kind &&
    a.outcome === b.outcome &&
    a.isInProgress === b.isInProgress
  )
}

function withAncestors({ rows }: TraceTree, only: ReadonlySet<number>): Set<number> {
  const shown = new Set<number>()
  for (const index of only) {
    for (let at = index; at >= 0 && !shown.has(at); at = rows[at]!.parentIndex) shown.add(at)
  }
  return shown
}
