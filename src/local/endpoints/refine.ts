import { readTimeRange } from '../api/read-field.ts'
import { readFilter } from '../api/read-filter.ts'
import type { GroupBook } from '../group-book.ts'
import type { Refinement } from '../store/questions/refine-traces.ts'
import type { AskStore } from '../store/trace-store.ts'

/**
 * What there is by which the traces of a time range and a filter can be told apart: values with how many traces have
 * them.
 *
 * @throws ApiError 400 when the request breaks a rule of `GetTraceSummaries`
 */
export function refine(
  request: Record<string, unknown>,
  groups: GroupBook,
  ask: AskStore,
): Promise<Refinement> {
  const { startSeconds, endSeconds } = readTimeRange(request)
  const filter = readFilter(request, groups)
  return ask('refineTraces', { startSeconds, endSeconds, ...(filter && { filter }) })
}
