import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import { summarizeTrace, type TraceSummary } from '../summarize-trace.ts'
import type { StoredTrace, TraceStore } from '../trace-store.ts'
import { readString, readTime } from './read-field.ts'

/** What `GetTraceSummaries` answers. */
export interface GetTraceSummariesResult {
  TraceSummaries: TraceSummary[]
  /** The start of the newest trace on the page, in epoch seconds; of an empty page, where the range begins. */
  ApproximateTime: number
  /** Traces in the time range, on all pages together. */
  TracesProcessedCount: number
  NextToken?: string
}

/** AWS names no size of a page; this is ours. */
const PAGE_TRACES = 100

/** Where a page ended: pages stay true while new traces arrive. */
type Cursor = [startSeconds: number, xrayTraceId: string]

/** Says of a trace whether it is in the range from `start` to just before `end`, both in epoch seconds. */
type InRange = (trace: StoredTrace, start: number, end: number) => boolean

const RANGES: Record<string, InRange> = {
  // AWS reads the start from the id; the ids of W3C hold no time, the documents do.
  TraceId: (trace, start, end) => within(trace.startSeconds, start, end),
  Event: (trace, start, end) =>
    (trace.startSeconds < end && trace.endSeconds >= start) || within(trace.updatedMillis / 1000, start, end),
  Service: (trace, start, end) => trace.segmentEnds().some(seconds => within(seconds, start, end)),
}

/**
 * The traces of a time range, the newest first, 100 on a page. `TimeRangeType` says which times count: the start of the
 * trace (`TraceId`, the default), any time in which it was active (`Event`), the ends of its segments (`Service`).
 *
 * @throws ApiError 400 when the request breaks a rule of the API, or asks for a filter: there are none yet
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html
 */
export function getTraceSummaries(
  request: Record<string, unknown>,
  store: TraceStore,
): GetTraceSummariesResult {
  const start = readTime(request, 'StartTime')
  const end = readTime(request, 'EndTime')
  if (start >= end) {
    throw invalidRequest(
      `StartTime ${start} is not before EndTime ${end}; the range is from the one to the other`,
    )
  }
  const rangeType = readString(request, 'TimeRangeType') ?? 'TraceId'
  const isInRange = Object.hasOwn(RANGES, rangeType) ? RANGES[rangeType] : undefined
  if (!isInRange) {
    throw invalidRequest(
      `TimeRangeType is ${quoteValue(rangeType)}; it must be ${Object.keys(RANGES).join(', ')}`,
    )
  }
  if (readString(request, 'FilterExpression')) {
    throw invalidRequest('FilterExpression cannot be used yet: this server has no filters; leave it out')
  }
  const cursor = readCursor(readString(request, 'NextToken'))

  const positions: { position: Cursor; trace: StoredTrace }[] = []
  for (const trace of store.traces()) {
    if (isInRange(trace, start, end))
      positions.push({ position: [trace.startSeconds, trace.xrayTraceId], trace })
  }
  positions.sort((a, b) => newestFirst(a.position, b.position))
  const left = cursor ? positions.filter(({ position }) => newestFirst(cursor, position) < 0) : positions
  const page = left.slice(0, PAGE_TRACES)
  const last = page.at(-1)
  return {
    TraceSummaries: page.map(({ trace }) => summarizeTrace(trace)),
    ApproximateTime: page[0]?.position[0] ?? start,
    TracesProcessedCount: positions.length,
    ...(last && left.length > page.length && { NextToken: formatCursor(last.position) }),
  }
}

function within(seconds: number, start: number, end: number): boolean {
  return seconds >= start && seconds < end
}

function newestFirst([startA, idA]: Cursor, [startB, idB]: Cursor): number {
  if (startA !== startB) return startB - startA
  return idA < idB ? -1 : idA > idB ? 1 : 0
}

function formatCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function readCursor(token: string | undefined): Cursor | undefined {
  if (token === undefined) return undefined
  try {
    const [startSeconds, xrayTraceId] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    if (typeof startSeconds === 'number' && typeof xrayTraceId === 'string')
      return [startSeconds, xrayTraceId]
  } catch {
    // Not one of ours.
  }
  throw invalidRequest(`NextToken is ${quoteValue(token)}; it must be one that this server has given`)
}
