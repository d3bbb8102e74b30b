import { isInProgress, mergeDocuments, type ReceivedDocument, type Subsegment } from '../document/index.ts'
import { callLabel } from './call-label.ts'
import { type Entity, endOf, type ReadLine, readingOrder } from './reading-order.ts'

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
  const isEntry = ({ entity, isSegment }: ReadLine) => isSegment && entity.parent_id === undefined
  const entry = (lines.find(isEntry) ?? first).entity

  let startSeconds = entry.start_time
  let endSeconds = 0
  for (const { entity } of lines) {
    startSeconds = Math.min(startSeconds, entity.start_time)
    endSeconds = Math.max(endSeconds, endOf(entity))
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

function rowOf(line: ReadLine, traceStartSeconds: number): TimelineRow {
  const { entity, isSegment, depth, isLast } = line
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

function statusOf(entity: Entity): { status?: number } {
  const status = entity.http?.response?.status
  return status === undefined ? {} : { status }
}

/** How it went; of several flags the gravest. */
export function outcomeOf({ fault, throttle, error }: Entity): Outcome {
  if (fault) return 'fault'
  if (throttle) return 'throttle'
  return error ? 'error' : 'ok'
}

function exceptionOf({ cause }: Entity): string | undefined {
  const exception = typeof cause === 'object' ? cause.exceptions?.[0] : undefined
  return [exception?.type, exception?.message].filter(Boolean).join(': ') || undefined
}
