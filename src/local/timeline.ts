import {
  isInProgress,
  mergeDocuments,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
} from '../document/index.ts'
import { callLabel } from './call-label.ts'

/** How a segment or subsegment went; of several flags the gravest. */
export type Outcome = 'fault' | 'throttle' | 'error' | 'ok'

/** One segment or subsegment on the timeline. */
export interface TimelineRow {
  id: string
  name: string
  /** A service, a call of an AWS service, any other call, or local work. */
  kind: 'segment' | 'aws' | 'remote' | 'local'
  /** What was called or what it runs on, such as `PutItem orders`; empty where nothing is told. */
  label: string
  /** Levels below the topmost row. */
  depth: number
  /** No later row has the same parent. */
  isLast: boolean
  /** It names a parent that has not arrived. */
  isOrphan: boolean
  /** The HTTP status, where there is one. */
  status?: number
  outcome: Outcome
  /** Seconds after the start of the trace. */
  offsetSeconds: number
  /** Absent while it is in progress. */
  durationSeconds?: number
  /** `type: message` of what was thrown. */
  exception?: string
}

/** A trace as a person reads it: from the top down, and from left to right. */
export interface Timeline {
  xrayTraceId: string
  /** Epoch seconds. */
  startSeconds: number
  /** From the first start to the last end. */
  durationSeconds: number
  /** Something is in progress, or something that others name as their parent is missing. */
  isPartial: boolean
  /** The request that began it is in progress. */
  isPending: boolean
  /** The method and URL of the request that began it, or the name of who began it. */
  title: string
  status?: number
  outcome: Outcome
  /** A parent before its children, and these by start. */
  rows: TimelineRow[]
}

interface Node {
  entity: Segment | Subsegment
  isSegment: boolean
  children: Node[]
}

interface Line {
  node: Node
  depth: number
  isLast: boolean
}

/**
 * The timeline of one trace, or `undefined` without documents. A segment hangs below the subsegment that called it.
 *
 *     segment shop { subsegments: [pay.example.com] }, segment pay (parent_id: that subsegment)
 *     → rows shop (depth 0), pay.example.com (1), pay (2)
 *
 * The documents may come in any order, merged or not.
 */
export function timelineOf(documents: Iterable<ReceivedDocument>): Timeline | undefined {
  const merged = mergeDocuments(documents)
  const lines = readingOrder(merged)
  const [first] = lines
  if (!first) return undefined
  const isEntry = ({ node }: Line) => node.isSegment && node.entity.parent_id === undefined
  const entry = (lines.find(isEntry) ?? first).node.entity

  let startSeconds = entry.start_time
  let endSeconds = 0
  for (const { node } of lines) {
    startSeconds = Math.min(startSeconds, node.entity.start_time)
    endSeconds = Math.max(endSeconds, endOf(node.entity))
  }
  const rows = lines.map(line => rowOf(line, startSeconds))
  const { request } = entry.http ?? {}
  return {
    xrayTraceId: merged[0]?.trace_id ?? '',
    startSeconds,
    durationSeconds: endSeconds - startSeconds,
    isPartial: rows.some(row => row.durationSeconds === undefined || row.isOrphan),
    isPending: isInProgress(entry),
    title: request?.url ? `${request.method ?? ''} ${request.url}`.trim() : entry.name,
    ...statusOf(entry),
    outcome: outcomeOf(entry),
    rows,
  }
}

/** Every segment and subsegment in the order of the timeline's rows. */
function readingOrder(documents: ReceivedDocument[]): Line[] {
  const nodes: Node[] = []
  const subsegments = new Map<string, Node>()
  const segments = new Map<string, Node>()
  const addNode = (entity: Segment | Subsegment, isSegment: boolean): Node => {
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

  const lines: Line[] = []
  const seen = new Set<Node>()
  walk(roots, seen, lines)
  // Segments that call each other in a circle are reached from no root: the earliest becomes one.
  for (const top of tops) if (!seen.has(top)) walk([top], seen, lines)
  return lines
}

function walk(roots: Node[], seen: Set<Node>, lines: Line[]): void {
  const waiting: Line[] = []
  const push = (siblings: Node[], depth: number) => {
    // The last one pushed is the first one popped.
    const sorted = siblings.filter(node => !seen.has(node)).sort(byStart)
    for (let at = sorted.length - 1; at >= 0; at--) {
      waiting.push({ node: sorted[at] as Node, depth, isLast: at === sorted.length - 1 })
    }
  }
  push(roots, 0)
  for (let line = waiting.pop(); line; line = waiting.pop()) {
    if (seen.has(line.node)) continue
    seen.add(line.node)
    lines.push(line)
    push(line.node.children, line.depth + 1)
  }
}

/** Starts are whole milliseconds: of what began in the same one, what ended first began first, most likely. */
function byStart({ entity: a }: Node, { entity: b }: Node): number {
  return a.start_time - b.start_time || openEnd(a) - openEnd(b) || (a.id < b.id ? -1 : 1)
}

/** What is in progress ends after all else. */
function openEnd(entity: Segment | Subsegment): number {
  return isInProgress(entity) ? Infinity : endOf(entity)
}

function rowOf({ node, depth, isLast }: Line, traceStartSeconds: number): TimelineRow {
  const { entity, isSegment } = node
  const namespace = isSegment ? undefined : (entity as Subsegment).namespace
  const exception = exceptionOf(entity)
  return {
    id: entity.id,
    name: entity.name,
    kind: isSegment ? 'segment' : (namespace ?? 'local'),
    label: callLabel(entity),
    depth,
    isLast,
    // What hangs below another row has found its parent.
    isOrphan: depth === 0 && entity.parent_id !== undefined,
    ...statusOf(entity),
    outcome: outcomeOf(entity),
    offsetSeconds: entity.start_time - traceStartSeconds,
    ...(!isInProgress(entity) && { durationSeconds: endOf(entity) - entity.start_time }),
    ...(exception !== undefined && { exception }),
  }
}

/** A clock that was set back may have ended a span before it began. */
function endOf(entity: Segment | Subsegment): number {
  return Math.max(entity.start_time, entity.end_time ?? 0)
}

function statusOf(entity: Segment | Subsegment): { status?: number } {
  const status = entity.http?.response?.status
  return status === undefined ? {} : { status }
}

function outcomeOf({ fault, throttle, error }: Segment | Subsegment): Outcome {
  if (fault) return 'fault'
  if (throttle) return 'throttle'
  return error ? 'error' : 'ok'
}

function exceptionOf({ cause }: Segment | Subsegment): string | undefined {
  const exception = typeof cause === 'object' ? cause.exceptions?.[0] : undefined
  return [exception?.type, exception?.message].filter(Boolean).join(': ') || undefined
}
