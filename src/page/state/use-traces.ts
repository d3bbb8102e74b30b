import { useRef } from 'preact/hooks'
import type { GetTraceSummariesResult, TraceSummary } from '../../local/index.ts'
import { callXRay } from '../api/call-xray.ts'
import { changes } from '../api/live-events.ts'
import { boundsOf, parseRange } from '../model/time-range.ts'
import { type Loaded, useLoad } from './use-load.ts'

/** How often a list that follows new traces asks for them while they keep coming; the first one is shown at once. */
const FOLLOW_MILLIS = 2000

/** The traces that match, as far as they were asked for. */
export interface TraceList {
  summaries: readonly TraceSummary[]
  /** There are more than these. */
  hasMore: boolean
}

/** What a list of traces is about. */
export interface TraceQuery {
  filter: string
  range: string | undefined
  /** So many are asked for at most. */
  most: number
}

/**
 * Loads the traces that match, and goes on with those that come in while it follows them: of these only the newest page is
 * asked for, and no more than `most` are kept.
 */
export function useTraces({ filter, range, most }: TraceQuery, isFollowing: boolean): Loaded<TraceList> {
  const kept = useRef<{ key: string; list: TraceList }>(undefined)
  const key = `${filter}\n${range}\n${most}`
  return useLoad(
    async signal => {
      const before = kept.current?.key === key ? kept.current.list : undefined
      const list = before
        ? merge(before, await loadSome(filter, range, 1, signal), range, most)
        : await loadSome(filter, range, most, signal)
      kept.current = { key, list }
      return list
    },
    [key],
    { follows: changes.trace, isFollowing, everyMillis: FOLLOW_MILLIS },
  )
}

async function loadSome(
  filter: string,
  range: string | undefined,
  least: number,
  signal: AbortSignal,
): Promise<TraceList> {
  const bounds = boundsOf(parseRange(range), Date.now() / 1000)
  const summaries: TraceSummary[] = []
  let token: string | undefined
  do {
    const request = {
      ...bounds,
      ...(filter !== '' && { FilterExpression: filter }),
      ...(token !== undefined && { NextToken: token }),
    }
    const page = await callXRay<GetTraceSummariesResult>('/TraceSummaries', request, signal)
    summaries.push(...page.TraceSummaries)
    token = page.NextToken
  } while (token !== undefined && summaries.length < least)
  return { summaries, hasMore: token !== undefined }
}

/** What is new replaces what was, and what is older than the range or one too many goes. */
function merge(before: TraceList, now: TraceList, range: string | undefined, most: number): TraceList {
  const byId = new Map(before.summaries.map(summary => [summary.Id, summary]))
  for (const summary of now.summaries) byId.set(summary.Id, summary)
  const { StartTime: from } = boundsOf(parseRange(range), Date.now() / 1000)
  const inRange = [...byId.values()].filter(({ StartTime }) => (StartTime ?? 0) >= from)
  inRange.sort((a, b) => (b.StartTime ?? 0) - (a.StartTime ?? 0))
  return { summaries: inRange.slice(0, most), hasMore: before.hasMore || inRange.length > most }
}
