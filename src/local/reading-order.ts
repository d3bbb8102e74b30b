import { isInProgress, type ReceivedDocument, type Segment, type Subsegment } from '../document/index.ts'

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

interface Node {
  entity: Entity
  isSegment: boolean
  children: Node[]
}

interface Waiting {
  node: Node
  depth: number
  isLast: boolean
}

/**
 * Every segment and subsegment of a trace in the order in which a person reads it: a parent before its children, these by
 * start, and a segment below the subsegment that called it. Each comes once, whatever the documents say.
 *
 * @param documents merged
 */
export function readingOrder(documents: readonly ReceivedDocument[]): ReadLine[] {
  const nodes: Node[] = []
  const subsegments = new Map<string, Node>()
  const segments = new Map<string, Node>()
  const addNode = (entity: Entity, isSegment: boolean): Node => {
    const node: Node = { entity, isSegment, children: [] }
    nodes.push(node)
    const known = isSegment ? segments : subsegments
    known.set(entity.id, node)
    return node
  }
  for (const document of documents) addNode(document, document.type !== 'subsegment')
  const tops = nodes.slice()
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as Node
    for (const child of node.entity.subsegments ?? []) node.children.push(addNode(child, false))
  }

  const roots: Node[] = []
  for (const top of tops) {
    const parentId = top.isSegment ? top.entity.parent_id : undefined
    const parent = parentId === undefined ? undefined : (subsegments.get(parentId) ?? segments.get(parentId))
    if (parent) parent.children.push(top)
    else roots.push(top)
  }

  const lines: ReadLine[] = []
  const seen = new Set<Node>()
  walk(roots, seen, lines)
  // Segments that call each other in a circle are reached from no root: the earliest becomes one.
  for (const top of tops) if (!seen.has(top)) walk([top], seen, lines)
  return lines
}

/** A clock that was set back may have ended a span before it began. */
export function endOf(entity: Entity): number {
  return Math.max(entity.start_time, entity.end_time ?? 0)
}

function walk(roots: Node[], seen: Set<Node>, lines: ReadLine[]): void {
  const waiting: Waiting[] = []
  const push = (siblings: Node[], depth: number) => {
    // The last one pushed is the first one popped.
    const sorted = siblings.filter(node => !seen.has(node)).sort(byStart)
    for (let at = sorted.length - 1; at >= 0; at--) {
      waiting.push({ node: sorted[at] as Node, depth, isLast: at === sorted.length - 1 })
    }
  }
  push(roots, 0)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth, isLast } = next
    if (seen.has(node)) continue
    seen.add(node)
    lines.push({ entity: node.entity, isSegment: node.isSegment, depth, isLast })
    push(node.children, depth + 1)
  }
}

/** Starts are whole milliseconds: of what began in the same one, what ended first began first, most likely. */
function byStart({ entity: a }: Node, { entity: b }: Node): number {
  return a.start_time - b.start_time || openEnd(a) - openEnd(b) || (a.id < b.id ? -1 : 1)
}

/** What is in progress ends after all else. */
function openEnd(entity: Entity): number {
  return isInProgress(entity) ? Infinity : endOf(entity)
}
