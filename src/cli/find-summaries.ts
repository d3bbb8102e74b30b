import type { GetTraceSummariesResult, TraceSummary } from '../local/index.ts'
import type { TraceSource } from './trace-source.ts'

/** Which traces are sought. Times are epoch seconds. */
export interface SummaryQuery {
  startSeconds: number
  endSeconds: number
  filter?: string | undefined
  /** How many at most. */
  limit: number
  /** Who knows all traces of a page looks no further back. */
  isKnown?: (xrayTraceId: string) => boolean
}

/** The traces that a source has of a time range and that a filter finds, the newest first. */
export async function findSummaries(
  source: TraceSource,
  { startSeconds, endSeconds, filter, limit, isKnown = () => false }: SummaryQuery,
): Promise<TraceSummary[]> {
  const summaries: TraceSummary[] = []
  const request = {
    StartTime: startSeconds,
    EndTime: endSeconds,
    ...(filter && { FilterExpression: filter }),
  }
  let token: string | undefined
  do {
    const page: GetTraceSummariesResult = await source.ask('/TraceSummaries', {
      ...request,
      ...(token !== undefined && { NextToken: token }),
    })
    summaries.push(...page.TraceSummaries)
    token = page.TraceSummaries.every(({ Id }) => isKnown(Id)) ? undefined : page.NextToken
  } while (token !== undefined && summaries.length < limit)
  return summaries.slice(0, limit)
}
