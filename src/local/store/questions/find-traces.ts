import { compileFilter, type Filter, planFilter } from '../../../filter/index.ts'
import { summarizeTrace, type TraceSummary } from '../../../trace/index.ts'
import { selectByIndex } from '../select-by-index.ts'
import { both, type Selection, startsWithin } from '../selection.ts'
import type { SelectedTrace, TraceDatabase } from '../trace-database.ts'

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
export function findTraces(database: TraceDatabase, query: TraceQuery): FoundTraces {
  const range = selectRange(query)
  const inRange = database.count(range)
  const matches = query.filter && compileFilter(query.filter)
  const summaries: TraceSummary[] = []
  let last: SelectedTrace | undefined
  for (const trace of database.select(selectPage(range, query))) {
    const matchedEventSeconds = matchedEventOf(trace, query)
    if (matchedEventSeconds === undefined || (matches && !matches(trace))) continue
    if (last && summaries.length === query.limit) {
      return { summaries, inRange, next: { startSeconds: last.startSeconds, xrayTraceId: last.id } }
    }
    const { record, revision } = trace
    summaries.push(
      summarizeTrace(record, {
        rootCauses: trace.rootCauses(),
        revision,
        ...(query.rangeType !== 'TraceId' && { matchedEventSeconds }),
      }),
    )
    last = trace
  }
  return { summaries, inRange }
}

/** The traces that may be in a range: which of them are is told by their segments. */
function selectRange({ startSeconds, endSeconds, rangeType }: TimeRange): Selection {
  if (rangeType === 'TraceId') {
    // AWS reads the start from the id; the ids of W3C hold no time, the documents do.
    return startsWithin(startSeconds, endSeconds)
  }
  const isActive = 'start_seconds < ? AND end_seconds >= ?'
  if (rangeType === 'Service') return { where: isActive, values: [endSeconds, startSeconds] }
  return {
    where: `(${isActive} OR updated_millis >= ? AND updated_millis < ?)`,
    values: [endSeconds, startSeconds, startSeconds * 1000, endSeconds * 1000],
  }
}

/** Those of a range that come after the page before, as far as the index can tell. */
function selectPage(range: Selection, { filter, after }: TraceQuery): Selection {
  const plan = filter && planFilter(filter).where
  const indexed = plan ? both(range, selectByIndex(plan)) : range
  if (!after) return indexed
  const { startSeconds, xrayTraceId } = after
  return both(indexed, {
    where: '(start_seconds < ? OR start_seconds = ? AND id > ?)',
    values: [startSeconds, startSeconds, xrayTraceId],
  })
}

/** When that happened for which a trace is in a range, or `undefined` when it is not. */
function matchedEventOf(
  trace: SelectedTrace,
  { startSeconds, endSeconds, rangeType }: TimeRange,
): number | undefined {
  if (rangeType === 'TraceId') return trace.startSeconds
  const isIn = (seconds: number) => seconds >= startSeconds && seconds < endSeconds
  if (rangeType === 'Service') {
    const sent = trace.record.segments.filter(({ inferred }) => !inferred)
    return sent.flatMap(({ end_time: end }) => (end !== undefined && isIn(end) ? end : []))[0]
  }
  const isActive = trace.startSeconds < endSeconds && trace.endSeconds >= startSeconds
  return isActive ? Math.max(trace.startSeconds, startSeconds) : trace.updatedMillis / 1000
}
