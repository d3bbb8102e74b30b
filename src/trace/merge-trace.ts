import {
  mergeDocuments,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
  walkDocument,
} from '../document/index.ts'
import { inferSegment } from './infer-segment.ts'

/** One segment calls another. */
export interface Call {
  from: Segment
  /** The caller's subsegment; absent where the callee names the segment itself as its parent. */
  by?: Subsegment
  to: Segment
}

/** A trace as X-Ray shows it. */
export interface MergedTrace {
  xrayTraceId: string
  /** The segments that were sent, with all their subsegments in them, by start. */
  segments: Segment[]
  /** Subsegments whose parent has not arrived, by start. */
  orphans: ReceivedDocument[]
  /** Segments of callees that sent none, in the order of their callers. */
  inferred: Segment[]
  /** Who calls whom. */
  calls: Call[]
  /** The segment that nobody in the trace calls; of several the one without a parent, or the earliest. */
  entry?: Segment
}

/**
 * The trace that documents make up, or `undefined` without documents. They may come in any order, twice, late, or while
 * they are in progress: the same documents always make the same trace.
 *
 *     segment shop { subsegments: [call to pay, call to a database] }, segment pay (parent_id: that call)
 *     → segments shop and pay, an inferred segment for the database, two calls, entry shop
 */
export function mergeTrace(documents: Iterable<ReceivedDocument>): MergedTrace | undefined {
  const merged = mergeDocuments(documents)
  const [first] = merged
  if (!first) return undefined
  const segments = merged.filter((document): document is Segment => document.type !== 'subsegment')
  const places = placesIn(segments)

  const calls: Call[] = []
  const called = new Set<string>()
  for (const segment of segments) {
    const place = segment.parent_id === undefined ? undefined : places.get(segment.parent_id)
    if (!place || place.segment === segment) continue
    calls.push({ from: place.segment, ...(place.subsegment && { by: place.subsegment }), to: segment })
    called.add(segment.parent_id!)
  }
  const entry = entryOf(segments, calls)

  const inferred: Segment[] = []
  for (const { segment, subsegment } of places.values()) {
    if (!subsegment?.namespace || called.has(subsegment.id)) continue
    const callee = inferSegment(subsegment, segment.trace_id)
    inferred.push(callee)
    calls.push({ from: segment, by: subsegment, to: callee })
  }
  return {
    xrayTraceId: first.trace_id.toLowerCase(),
    segments,
    orphans: merged.filter(({ type }) => type === 'subsegment'),
    inferred,
    calls,
    ...(entry && { entry }),
  }
}

/** Where in the trace an id is: the segment, and the subsegment within it. */
interface Place {
  segment: Segment
  subsegment?: Subsegment
}

function placesIn(segments: Segment[]): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const segment of segments) {
    for (const entity of walkDocument(segment)) {
      if (entity !== segment) places.set(entity.id, { segment, subsegment: entity as Subsegment })
      // A subsegment that has the id of a segment is the nearer caller.
      else if (!places.has(segment.id)) places.set(segment.id, { segment })
    }
  }
  return places
}

function entryOf(segments: Segment[], calls: Call[]): Segment | undefined {
  const callees = new Set(calls.map(({ to }) => to))
  return (
    segments.find(({ parent_id: parentId }) => parentId === undefined) ??
    segments.find(segment => !callees.has(segment)) ??
    segments[0]
  )
}
