import type { Filter } from '../../../filter/index.ts'
import { summarizeTrace, type TraceSummary } from '../../../trace/index.ts'
import type { StoredTrace } from '../held-trace.ts'
import type { TraceDatabase } from '../trace-database.ts'
import type { FoundTrace, Selection } from '../trace-index.ts'

/** Which times of a trace count: its start, any time in which it was active, or the ends of its segments. */
export type TimeRangeType = 'TraceId' | 'Event' | 'Service'

/** The time from `startSeconds` to just before `endSeconds`, in epoch seconds, and which times of a trace count. */
export interface TimeRange {
  startSeconds: number
  endSeconds: number
  rangeType: TimeRangeType
}

/** Where a page ended: pages stay true while new traces arrive. */
export interface PageEnd {
  startSeconds: number
  xrayTraceId: string
}

/** Which traces are sought. */
export interface TraceQuery extends TimeRange {
  /** Those that it finds; groups are put in. */
  filter?: Filter
  /** The page before this one ended here. */
  after?: PageEnd
  limit: number
}

/** A page of traces, the newest first. */
export interface FoundTraces {
  summaries: TraceSummary[]
  /** Traces in the time range, on all pages together. */
  inRange: number
  /** Where this page ends, when there are more. */
  next?: PageEnd
}

/** Finds traces, the newest first. */
export function findTraces({ index }: TraceDatabase, query: TraceQuery): FoundTraces {
  const range = selectRange(query)
  const inRange = index.count(range)
  const summaries: TraceSummary[] = []
  let last: StoredTrace | undefined
  for (const found of index.find(selectPage(range, query.after), query.filter)) {
    const matchedEventSeconds = matchedEventOf(found, query)
    if (matchedEventSeconds === undefined) continue
    if (last && summaries.length === query.limit) {
      return { summaries, inRange, next: { startSeconds: last.startSeconds, xrayTraceId: last.id } }
    }
    const { record, rootCauses } = found.unpack()
    summaries.push(
      summarizeTrace(record, {
        rootCauses: rootCauses(),
        revision: found.trace.revision,
        ...(query.rangeType !== 'TraceId' && { matchedEventSeconds }),
      }),
    )
    last = found.trace
  }
  return { summaries, inRange }
}

/** The traces that may be in a range: which of them are is told by their segments. */
function selectRange({ startSeconds, endSeconds, rangeType }: TimeRange): Selection {
  // AWS reads the start from the id; the ids of W3C hold no time, the documents do.
  if (rangeType === 'TraceId') return { startSeconds, endSeconds }
  const isActive = (trace: StoredTrace) => trace.endSeconds >= startSeconds
  if (rangeType === 'Service') return { startSeconds: 0, endSeconds, where: isActive }
  const isUpdated = ({ updatedMillis }: StoredTrace) =>
    updatedMillis >= startSeconds * 1000 && updatedMillis < endSeconds * 1000
  return {
    startSeconds: 0,
    endSeconds: Number.POSITIVE_INFINITY,
    where: trace => (trace.startSeconds < endSeconds && isActive(trace)) || isUpdated(trace),
  }
}

/** Those of a range that come after the page before. */
function selectPage(range: Selection, after: PageEnd | undefined): Selection {
  if (!after) return range
  const { where } = range
  const isAfter = ({ startSeconds, id }: StoredTrace) =>
    startSeconds < after.startSeconds || (startSeconds === after.startSeconds && id > after.xrayTraceId)
  return { ...range, where: trace => isAfter(trace) && (!where || where(trace)) }
}

/** When that happened for which a trace is in a range, or `undefined` when it is not. */
function matchedEventOf(
  found: FoundTrace,
  { startSeconds, endSeconds, rangeType }: TimeRange,
): number | undefined {
  const { trace } = found
  if (rangeType === 'TraceId') return trace.startSeconds
  const isIn = (seconds: number) => seconds >= startSeconds && seconds < endSeconds
  if (rangeType === 'Service') {
    const sent = found.unpack().record.segments.filter(({ inferred }) => !inferred)
    return sent.flatMap(({ end_time: end }) => (end !== undefined && isIn(end) ? end : []))[0]
  }
  const isActive = trace.startSeconds < endSeconds && trace.endSeconds >= startSeconds
  return isActive ? Math.max(trace.startSeconds, startSeconds) : trace.updatedMillis / 1000
}
