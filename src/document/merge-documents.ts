import { MAX_SUBSEGMENT_LEVELS } from './limits.ts'
import type { IndependentSubsegment, ReceivedDocument, Segment, Subsegment } from './segment-document.ts'
import { isInProgress } from './walk-document.ts'

/** One segment or subsegment of a trace, apart from what is nested in it. */
interface Entity {
  content: Segment | Subsegment
  traceId: string
  /** Where it belongs; of a segment: nowhere. */
  parentId: string | undefined
  children: Entity[]
}

/**
 * The documents of one trace as X-Ray shows them: each segment with all its subsegments nested in it, by start time.
 * Subsegments whose parent has not arrived stand in the list by themselves, as independent subsegments.
 *
 *     segment a, subsegment c of b, subsegment b of a → segment a { subsegments: [b { subsegments: [c] }] }
 *
 * What is complete replaces what was in progress under the same id, and of two alike the later one stays; in all else
 * the order of arrival does not matter. Nothing vanishes: what would nest deeper than 100 levels, or in a circle, is
 * listed by itself. The documents are left as they are.
 */
export function mergeDocuments(documents: Iterable<ReceivedDocument>): ReceivedDocument[] {
  const received = [...documents]
  if (isMerged(received)) return received.sort(byStartTime)
  const segments = new Map<string, Entity>()
  const subsegments = new Map<string, Entity>()
  for (const document of received) collectEntities(document, segments, subsegments)

  const roots = [...segments.values()]
  for (const entity of subsegments.values()) {
    const parentId = entity.parentId ?? ''
    const sibling = subsegments.get(parentId)
    const parent = sibling && sibling !== entity ? sibling : segments.get(parentId)
    if (parent) parent.children.push(entity)
    else roots.push(entity)
  }

  const placed = new Set<Entity>()
  const merged = roots.flatMap(root => buildTrees(root, placed))
  // Who is not reached from any root belongs to a circle: cut it open at its earliest member.
  const circling = [...subsegments.values()].filter(entity => !placed.has(entity)).sort(byStart)
  const cutOpen = circling.flatMap(entity => (placed.has(entity) ? [] : buildTrees(entity, placed)))
  return [...merged, ...cutOpen].sort(byStartTime)
}

/** True where there is nothing to merge, as with most traces: segments, each id once, and all in its order. */
function isMerged(documents: ReceivedDocument[]): boolean {
  const ids = new Set<string>()
  const hasAllInOrder = (entity: Segment | Subsegment): boolean => {
    if (ids.size === ids.add(entity.id).size) return false
    const { subsegments } = entity
    if (!subsegments) return true
    for (let at = 0; at < subsegments.length; at++) {
      const child = subsegments[at]!
      if (child.type !== undefined || child.trace_id !== undefined || child.parent_id !== undefined)
        return false
      if (at > 0 && byStartTime(subsegments[at - 1]!, child) > 0) return false
      if (!hasAllInOrder(child)) return false
    }
    return subsegments.length > 0
  }
  return documents.every(document => document.type === undefined && hasAllInOrder(document))
}

/** Takes a document apart; whoever is already known under an id stays only if he is complete and the new one is not. */
function collectEntities(
  document: ReceivedDocument,
  segments: Map<string, Entity>,
  subsegments: Map<string, Entity>,
): void {
  const waiting: Entity[] = []
  const add = (content: Segment | Subsegment, parentId: string | undefined, known: Map<string, Entity>) => {
    const entity: Entity = { content, traceId: document.trace_id, parentId, children: [] }
    const before = known.get(content.id)
    if (!before || isInProgress(before.content) || !isInProgress(content)) known.set(content.id, entity)
    waiting.push(entity)
  }
  if (document.type === 'subsegment') add(document, document.parent_id, subsegments)
  else add(document, undefined, segments)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of next.content.subsegments ?? []) add(child, next.content.id, subsegments)
  }
}

/** The tree under one entity, and beside it the trees that would hang too deep in it. */
function buildTrees(root: Entity, placed: Set<Entity>): ReceivedDocument[] {
  const trees: ReceivedDocument[] = []
  const waiting: { entity: Entity; parent: Segment | Subsegment | undefined; level: number }[] = [
    { entity: root, parent: undefined, level: 0 },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { entity, parent, level } = next
    if (placed.has(entity)) continue
    placed.add(entity)
    let copy: Segment | Subsegment
    if (parent) {
      copy = nestedCopy(entity)
      parent.subsegments ??= []
      parent.subsegments.push(copy)
    } else {
      const tree = rootCopy(entity)
      trees.push(tree)
      copy = tree
    }
    // The last one pushed is the first one popped.
    const isFull = level === MAX_SUBSEGMENT_LEVELS
    for (const child of entity.children.sort(byStart).reverse()) {
      waiting.push({ entity: child, parent: isFull ? undefined : copy, level: isFull ? 0 : level + 1 })
    }
  }
  return trees
}

function rootCopy({ content, traceId, parentId }: Entity): ReceivedDocument {
  const { subsegments: _, ...rest } = content
  if (parentId === undefined) return rest as Segment
  return {
    ...(rest as Subsegment),
    type: 'subsegment',
    trace_id: traceId,
    parent_id: parentId,
  } satisfies IndependentSubsegment
}

function nestedCopy({ content }: Entity): Subsegment {
  const {
    subsegments: _,
    type: _type,
    trace_id: _traceId,
    parent_id: _parentId,
    ...rest
  } = content as Subsegment
  return rest
}

function byStart(a: Entity, b: Entity): number {
  return byStartTime(a.content, b.content)
}

function byStartTime(a: Segment | Subsegment, b: Segment | Subsegment): number {
  if (a.start_time !== b.start_time) return a.start_time - b.start_time
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
