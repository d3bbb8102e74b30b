import { isInProgress, type ReceivedDocument, type Subsegment } from '../../document/index.ts'
import { type Entity, endOf, type Outcome, outcomeOf, readingOrder } from '../../local/index.ts'

/** One segment or subsegment, in its place. */
export interface TraceRow {
  /** Its place in {@link TraceTree.rows}. */
  index: number
  entity: Entity
  /** A service, a call of an AWS service, any other call, or local work. */
  kind: 'segment' | 'aws' | 'remote' | 'local'
  /** The place of the row that it hangs below, or -1. */
  parentIndex: number
  /** The place just after the last row below it: what hangs below stands between the two. */
  endIndex: number
  /** Levels below the topmost row. */
  depth: number
  /** Which of the trace's services did it: a place in {@link TraceTree.services}. */
  serviceIndex: number
  outcome: Outcome
  /** It names a parent that has not arrived. */
  isOrphan: boolean
  /** Seconds after the start of the trace. */
  startSeconds: number
  /** Seconds after the start of the trace; of what is in progress, the end of the trace. */
  endSeconds: number
  isInProgress: boolean
}

/** A trace as rows that can be shown in part. */
export interface TraceTree {
  id: string
  /** Epoch seconds. */
  startSeconds: number
  durationSeconds: number
  /** A parent before its children, and these by start. */
  rows: TraceRow[]
  /** The place of the row of a segment or subsegment; `undefined` for an id that is not there. */
  indexOf(id: string): number | undefined
  /** Names of the services that sent segments, by their first row. */
  services: string[]
  /** The row of the request that began it. */
  entry: TraceRow
  /** Levels below the topmost row, at most. */
  maxDepth: number
  /** Something is in progress, or something that others name as their parent is missing. */
  isPartial: boolean
  /** The documents that it was made of, merged. */
  documents: ReceivedDocument[]
}

/**
 * Makes the tree of one trace, or comes back with `undefined` without documents.
 *
 * @param documents merged: see `mergeDocuments()`
 */
export function traceTree(documents: ReceivedDocument[]): TraceTree | undefined {
  const lines = readingOrder(documents)
  if (lines.length === 0) return undefined

  let start = Infinity
  let end = 0
  for (const { entity } of lines) {
    if (entity.start_time < start) start = entity.start_time
    const own = endOf(entity)
    if (own > end) end = own
  }

  const services = new Map<string, number>()
  const ancestors: TraceRow[] = []
  const rows: TraceRow[] = []
  let maxDepth = 0
  for (const { entity, isSegment, depth } of lines) {
    closeAbove(depth, ancestors, rows.length)
    const parent = ancestors.at(-1)
    if (isSegment && !services.has(entity.name)) services.set(entity.name, services.size)
    const running = isInProgress(entity)
    const row: TraceRow = {
      index: rows.length,
      entity,
      kind: isSegment ? 'segment' : ((entity as Subsegment).namespace ?? 'local'),
      parentIndex: parent?.index ?? -1,
      endIndex: rows.length + 1,
      depth,
      serviceIndex: isSegment ? services.get(entity.name)! : (parent?.serviceIndex ?? -1),
      outcome: outcomeOf(entity),
      isOrphan: depth === 0 && entity.parent_id !== undefined,
      startSeconds: entity.start_time - start,
      endSeconds: (running ? end : endOf(entity)) - start,
      isInProgress: running,
    }
    if (depth > maxDepth) maxDepth = depth
    ancestors.push(row)
    rows.push(row)
  }
  closeAbove(0, ancestors, rows.length)
  return {
    id: documents[0]?.trace_id ?? '',
    startSeconds: start,
    durationSeconds: end - start,
    rows,
    indexOf: placesById(rows),
    services: [...services.keys()],
    entry: rows.find(row => row.kind === 'segment' && row.entity.parent_id === undefined) ?? rows[0]!,
    maxDepth,
    isPartial: rows.some(row => row.isInProgress || row.isOrphan),
    documents,
  }
}

/** Looks rows up by their ids. Until somebody asks, nothing is made for it: a trace may be long, and opens at once. */
function placesById(rows: readonly TraceRow[]): TraceTree['indexOf'] {
  let places: Map<string, number> | undefined
  return id => {
    places ??= new Map(rows.toReversed().map(({ entity, index }) => [entity.id, index]))
    return places.get(id)
  }
}

/** The rows that hang below a row, without those further down. */
export function childrenOf(tree: TraceTree, row: TraceRow): TraceRow[] {
  const children: TraceRow[] = []
  for (let at = row.index + 1; at < row.endIndex; at = tree.rows[at]!.endIndex) children.push(tree.rows[at]!)
  return children
}

/** Those that stand as deep as the next row, or deeper, are over. */
function closeAbove(depth: number, ancestors: TraceRow[], endIndex: number): void {
  while (ancestors.length > depth) ancestors.pop()!.endIndex = endIndex
}
