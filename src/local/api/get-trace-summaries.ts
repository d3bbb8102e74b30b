import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { TraceSummary } from '../../trace/index.ts'
import type { GroupBook } from '../group-book.ts'
import type { TimeRangeType } from '../store/questions/find-traces.ts'
import type { AskStore } from '../store/trace-store.ts'
import { formatPageEnd, readPageEnd } from './page-end.ts'
import { readString, readTimeRange } from './read-field.ts'
import { readFilter } from './read-filter.ts'

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

const RANGE_TYPES = ['TraceId', 'Event', 'Service'] satisfies TimeRangeType[]

/**
 * The traces of a time range, the newest first, 100 on a page. `TimeRangeType` says which times count: the start of the
 * trace (`TraceId`, the default), any time in which it was active (`Event`), the ends of its segments (`Service`). All
 * traces that a `FilterExpression` finds are answered: `Sampling` and `SamplingStrategy` save nothing here.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html
 */
export async function getTraceSummaries(
  request: Record<string, unknown>,
  groups: GroupBook,
  ask: AskStore,
): Promise<GetTraceSummariesResult> {
  const { startSeconds, endSeconds } = readTimeRange(request)
  const rangeType = readRangeType(request)
  const filter = readFilter(request, groups)
  const after = readPageEnd(readString(request, 'NextToken'))
  const found = await ask('findTraces', {
    startSeconds,
    endSeconds,
    rangeType,
    ...(filter && { filter }),
    ...(after && { after }),
    limit: PAGE_TRACES,
  })
  return {
    TraceSummaries: found.summaries,
    ApproximateTime: found.summaries[0]?.StartTime ?? startSeconds,
    TracesProcessedCount: found.inRange,
    ...(found.next && { NextToken: formatPageEnd(found.next) }),
  }
}

function readRangeType(request: Record<string, unknown>): TimeRangeType {
  const text = readString(request, 'TimeRangeType') ?? 'TraceId'
  const type = RANGE_TYPES.find(each => each === text)
  if (type) return type
  throw invalidRequest(`TimeRangeType is ${quoteValue(text)}; it must be ${RANGE_TYPES.join(', ')}`)
}
