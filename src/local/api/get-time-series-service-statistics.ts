import { quoteValue } from '../../document/index.ts'
import { type EntitySelector, parseEntitySelector } from '../../filter/index.ts'
import type { TimeSeriesServiceStatistics } from '../../graph/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { GroupBook } from '../group-book.ts'
import type { AskStore } from '../store/trace-store.ts'
import { findNamedGroup } from './find-group.ts'
import { readString, readTimeRange } from './read-field.ts'
import { readFilter } from './read-filter.ts'
import { refuseToken } from './read-page.ts'

/** What `GetTimeSeriesServiceStatistics` answers. */
export interface GetTimeSeriesServiceStatisticsResult {
  TimeSeriesServiceStatistics: TimeSeriesServiceStatistics[]
  ContainsOldGroupVersions: boolean
}

const PERIODS = [60, 300]
const MAX_SELECTOR_CHARS = 500

/**
 * How requests went over time, minute by minute or in spans of five: those of services, of calls, or of all clients.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetTimeSeriesServiceStatistics.html
 */
export async function getTimeSeriesServiceStatistics(
  request: Record<string, unknown>,
  groups: GroupBook,
  ask: AskStore,
): Promise<GetTimeSeriesServiceStatisticsResult> {
  refuseToken(request)
  const { startSeconds, endSeconds } = readTimeRange(request)
  const group = findNamedGroup(request, groups)
  const filter = group && readFilter({ ...group }, groups)
  const selector = readSelector(request)
  const TimeSeriesServiceStatistics = await ask('statisticsOverTime', {
    startSeconds,
    endSeconds,
    ...(filter && { filter }),
    options: {
      periodSeconds: readPeriod(request),
      withForecast: request.ForecastStatistics === true,
      ...(selector && { selector }),
    },
  })
  return {
    TimeSeriesServiceStatistics,
    ContainsOldGroupVersions: !!group && groups.wasChanged(group.GroupName, startSeconds, endSeconds),
  }
}

function readPeriod({ Period: period = PERIODS[0] }: Record<string, unknown>): number {
  if (PERIODS.includes(period as number)) return period as number
  throw invalidRequest(`Period is ${quoteValue(period)}; it must be ${PERIODS.join(' or ')}, in seconds`)
}

function readSelector(request: Record<string, unknown>): EntitySelector | undefined {
  const text = readString(request, 'EntitySelectorExpression')
  if (text === undefined) return undefined
  if (text === '' || text.length > MAX_SELECTOR_CHARS) {
    throw invalidRequest(
      `EntitySelectorExpression has ${text.length} characters; it must have 1 to ${MAX_SELECTOR_CHARS}`,
    )
  }
  const { selector, error } = parseEntitySelector(text)
  if (selector) return selector
  throw invalidRequest(`EntitySelectorExpression: ${error.message}`)
}
