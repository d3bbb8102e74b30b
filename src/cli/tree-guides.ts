import type { TimelineRow } from '../local/index.ts'

/** A row with the lines of the tree that stand before it. */
export interface GuidedRow {
  row: TimelineRow
  /** Before the row itself. */
  guide: string
  /** Before what else is written below the row. */
  guideBelow: string
}

/** Rows that are deeper stand no further to the right: before them stands by how many levels. */
const MAX_LEVELS = 8

/**
 * Rows with the lines of the tree that they form.
 *
 *     shop, ├─ DynamoDB, └─ pay.example.com,    └─ pay
 *
 * A row one level below the eighth has `+1` in the place of its branch.
 */
export function withTreeGuides(rows: readonly TimelineRow[]): GuidedRow[] {
  // For each level, what goes on below the row that was last seen there.
  const below: string[] = []
  return rows.map((row, at) => {
    const level = levelOf(row)
    const before = below.slice(1, level).join('')
    const guide = level === 0 ? '' : before + branchOf(row)
    below[level] = level === 0 ? '' : row.isLast ? '   ' : '│  '
    const next = rows[at + 1]
    const toChildren = next && levelOf(next) > level ? '│  ' : '   '
    return { row, guide, guideBelow: below.slice(1, level + 1).join('') + toChildren }
  })
}

function branchOf(row: TimelineRow): string {
  if (row.depth > MAX_LEVELS) return `${`+${row.depth - MAX_LEVELS}`.padEnd(2)} `
  return row.isLast ? '└─ ' : '├─ '
}

function levelOf(row: TimelineRow): number {
  return Math.min(row.depth, MAX_LEVELS)
}
