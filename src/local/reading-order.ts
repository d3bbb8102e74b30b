import {
  isInProgress,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
  walkDocument,
} from '../document/index.ts'

export type Entity = Segment | Subsegment

/** A segment or subsegment in its place among the others of its trace. */
export interface ReadLine {
  entity: Entity
  isSegment: boolean
  /** Levels below the topmost line. */
  depth: number
  /** No later line has the same parent. */
  isLast: boolean
}

/**
 * Every segment and subsegment of a trace in the order in which a person reads it: a parent before its children, these by
 * start, and a segment below the subsegment that called it. Each comes once, whatever the documents say.
 *
 * @param documents merged
 */
export function readingOrder(documents: readonly ReceivedDocument[]): ReadLine[] {
  const calleesOf = calleesByCaller(documents)
  const callees = new Set<Entity>([...calleesOf.values()].flat())
  const lines: ReadLine[] = []
  const seen = new Set<Entity>()
  const waiting: ReadLine[] = []

  const push = (siblings: readonly Entity[], depth: number) => {
    const sorted = inOrder(siblings)
    // The last one pushed is the first one popped.
    for (let at = sorted.length - 1; at >= 0; at--) {
      const entity = sorted[at]!
      const isSegment = depth === 0 ? !isSubsegment(entity) : callees.has(entity)
      waiting.push({ entity, isSegment, depth, isLast: at === sorted.length - 1 })
    }
  }
  const walk = (roots: readonly Entity[]) => {
    for (const root of roots) seen.add(root)
    push(roots, 0)
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      lines.push(line)
      const { entity, depth } = line
      const called = calleesOf.get(entity)?.filter(callee => !seen.has(callee)) ?? []
      for (const callee of called) seen.add(callee)
      const nested = entity.subsegments ?? []
      if (nested.length + called.length > 0)
        push(called.length > 0 ? [...nested, ...called] : nested, depth + 1)
    }
  }
  walk(documents.filter(document => !callees.has(document)))
  // Segments that call each other in a circle are reached from no root: the earliest becomes one.
  for (const document of documents) if (!seen.has(document)) walk([document])
  return lines
}

/** A clock that was set back may have ended a span before it began. */
export function endOf(entity: Entity): number {
  return Math.max(entity.start_time, entity.end_time ?? 0)
}

/** The segments that name a segment or subsegment of the trace as their parent, by that. */
function calleesByCaller(documents: readonly ReceivedDocument[]): Map<Entity, Entity[]> {
  const byParentId = new Map<string, Entity[]>()
  for (const document of documents) {
    if (isSubsegment(document) || document.parent_id === undefined) continue
    const known = byParentId.get(document.parent_id)
    if (known) known.push(document)
    else byParentId.set(document.parent_id, [document])
  }
  const calleesOf = new Map<Entity, Entity[]>()
  if (byParentId.size === 0) return calleesOf
  const callers = new Map<string, Entity>()
  for (const document of documents) {
    for (const entity of walkDocument(document)) {
      // A subsegment that has the id of a segment is the nearer caller.
      const isNearest = entity !== document || isSubsegment(document) || !callers.has(entity.id)
      if (isNearest && byParentId.has(entity.id)) callers.set(entity.id, entity)
    }
  }
  for (const [id, caller] of callers) calleesOf.set(caller, byParentId.get(id)!)
  return calleesOf
}

function isSubsegment(entity: Entity): boolean {
  return (entity as Subsegment).type === 'subsegment'
}

/** Documents that were merged have them in order of start: most need not be sorted. */
function inOrder(siblings: readonly Entity[]): readonly Entity[] {
  const isSorted = siblings.every((entity, at) => at === 0 || byStart(siblings[at - 1]!, entity) <= 0)
  return isSorted ? siblings : siblings.toSorted(byStart)
}

/** Starts are whole milliseconds: of what began in the same one, what ended first began first, most likely. */
function byStart(a: Entity, b: Entity): number {
  return a.start_time - b.start_time || openEnd(a) - openEnd(b) || (a.id < b.id ? -1 : 1)
}

/** What is in progress ends after all else. */
function openEnd(entity: Entity): number {
  return isInProgress(entity) ? Infinity : endOf(entity)
}
