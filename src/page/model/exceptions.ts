import type { Exception } from '../../document/index.ts'
import type { TraceRow, TraceTree } from './trace-tree.ts'

/** What was thrown, before what had caused it. */
export interface ShownException {
  exception: Exception
  /** It led to the one before it. */
  isCause: boolean
  /** The row that recorded it, when that is another. */
  row?: TraceRow
}

/**
 * The exceptions of a row: its own, each followed by those that caused it; or the one recorded elsewhere in the trace that
 * it points to. None where it has none.
 */
export function exceptionsOf(tree: TraceTree, row: TraceRow): ShownException[] {
  const { cause } = row.entity
  if (cause === undefined) return []
  if (typeof cause === 'string') {
    const found = findException(tree, cause)
    return found ? chainFrom(found.exception, found.all).map(each => ({ ...each, row: found.row })) : []
  }
  const all = cause.exceptions ?? []
  const causes = new Set(all.map(each => each.cause))
  const outermost = all.filter(({ id }) => !causes.has(id))
  return (outermost.length > 0 ? outermost : all.slice(0, 1)).flatMap(each => chainFrom(each, all))
}

function chainFrom(first: Exception, all: readonly Exception[]): ShownException[] {
  const chain: ShownException[] = []
  let next: Exception | undefined = first
  while (next && !chain.some(({ exception }) => exception === next)) {
    chain.push({ exception: next, isCause: chain.length > 0 })
    const { cause }: Exception = next
    next = cause === undefined ? undefined : all.find(({ id }) => id === cause)
  }
  return chain
}

function findException({ rows }: TraceTree, id: string) {
  for (const row of rows) {
    const { cause } = row.entity
    const all = typeof cause === 'object' ? (cause.exceptions ?? []) : []
    const exception = all.find(each => each.id === id)
    if (exception) return { exception, all, row }
  }
  return undefined
}
