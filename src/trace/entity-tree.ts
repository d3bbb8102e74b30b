import type { Segment, Subsegment } from '../document/index.ts'
import type { MergedTrace } from './merge-trace.ts'

/** A segment or subsegment in its place: below the subsegment or segment that it is nested in or called by. */
export interface EntityNode {
  entity: Segment | Subsegment
  /** The segment that it is, or is in. */
  segment: Segment
  parent?: EntityNode
  /** By start. */
  children: EntityNode[]
}

/**
 * Every segment and subsegment of a trace, a parent before its children; the first is the entry. A segment hangs below
 * the one that called it. Segments that call each other in a circle are not among them.
 */
export function entityTree({ segments, calls, entry }: MergedTrace): EntityNode[] {
  const calleesOf = new Map<Segment | Subsegment, Segment[]>()
  const callees = new Set<Segment>()
  for (const { from, by, to } of calls) {
    const caller = by ?? from
    const known = calleesOf.get(caller)
    if (known) known.push(to)
    else calleesOf.set(caller, [to])
    callees.add(to)
  }

  const roots = segments.filter(segment => segment === entry || !callees.has(segment))
  const nodes: EntityNode[] = roots.map(segment => ({ entity: segment, segment, children: [] }))
  nodes.sort((a, b) => Number(b.segment === entry) - Number(a.segment === entry))
  const seen = new Set<Segment>(roots)
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!
    const addChild = (entity: Segment | Subsegment, segment: Segment) => {
      const child = { entity, segment, parent: node, children: [] }
      node.children.push(child)
      nodes.push(child)
    }
    for (const subsegment of node.entity.subsegments ?? []) addChild(subsegment, node.segment)
    for (const callee of calleesOf.get(node.entity) ?? []) {
      if (seen.has(callee)) continue
      seen.add(callee)
      addChild(callee, callee)
    }
  }
  return nodes
}
