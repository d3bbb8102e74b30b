import { compileFilter, type Filter, planFilter } from '../../../filter/index.ts'
import {
  type GraphPart,
  GraphSum,
  graphOfTrace,
  type Service,
  senderIn,
  servicesOfGraph,
} from '../../../graph/index.ts'
import { selectByIndex } from '../select-by-index.ts'
import { both, startsWithin } from '../selection.ts'
import type { TraceDatabase } from '../trace-database.ts'

/** The traces that start in the range from `startSeconds` to just before `endSeconds`. */
export interface GraphQuery {
  startSeconds: number
  endSeconds: number
  /** Those that it finds; groups are put in. */
  filter?: Filter
}

/** The service graph of some traces. */
export function serviceGraph(database: TraceDatabase, query: GraphQuery): Service[] {
  const { startSeconds, endSeconds, filter } = query
  const part = filter ? filteredGraph(database, query, filter) : database.graph(startSeconds, endSeconds)
  return withLinks(database, part)
}

/** The service graph of the traces with the given ids. */
export function traceGraph(database: TraceDatabase, xrayTraceIds: string[]): Service[] {
  const sum = new GraphSum()
  for (const id of xrayTraceIds) {
    const record = database.record(id)
    if (record) sum.add(graphOfTrace(record))
  }
  return withLinks(database, sum.toPart())
}

function filteredGraph(database: TraceDatabase, query: GraphQuery, filter: Filter): GraphPart {
  const range = startsWithin(query.startSeconds, query.endSeconds)
  const plan = planFilter(filter).where
  const matches = compileFilter(filter)
  const sum = new GraphSum()
  for (const trace of database.select(plan ? both(range, selectByIndex(plan)) : range)) {
    if (matches(trace)) sum.add(graphOfTrace(trace.record))
  }
  return sum.toPart()
}

/** Who left a message behind is looked up in his trace, where that is there. */
function withLinks(database: TraceDatabase, part: GraphPart): Service[] {
  return servicesOfGraph(part, ({ trace_id, id }) => {
    const record = database.record(trace_id.toLowerCase())
    return record && senderIn(record, id)
  })
}
