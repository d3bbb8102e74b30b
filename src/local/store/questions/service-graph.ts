import type { Filter } from '../../../filter/index.ts'
import {
  type GraphPart,
  GraphSum,
  graphOfTrace,
  type SenderOf,
  type Service,
  sendersIn,
  servicesOfGraph,
  type TimedGraphPart,
  type TimeSeriesOptions,
  type TimeSeriesServiceStatistics,
  timeSeriesOfGraphs,
} from '../../../graph/index.ts'
import type { TraceRecord } from '../../../trace/index.ts'
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
  const sum = new GraphSum()
  for (const { part } of graphParts(database, query)) sum.add(part)
  return withLinks(database, sum.toPart())
}

/** How requests of some traces went over time. */
export function statisticsOverTime(
  database: TraceDatabase,
  { options, ...query }: GraphQuery & { options: TimeSeriesOptions },
): TimeSeriesServiceStatistics[] {
  return timeSeriesOfGraphs(graphParts(database, query), options)
}

/** The service graph of the traces with the given ids. */
export function traceGraph(database: TraceDatabase, xrayTraceIds: string[]): Service[] {
  const sum = new GraphSum()
  for (const id of xrayTraceIds) {
    const record = recordOf(database, id)
    if (record) sum.add(graphOfTrace(record))
  }
  return withLinks(database, sum.toPart())
}

/** What the traces of a query tell of the graph, in parts none of which is longer than a minute. */
function* graphParts(database: TraceDatabase, query: GraphQuery): Generator<TimedGraphPart> {
  const { startSeconds, endSeconds, filter } = query
  if (!filter) {
    yield* database.index.graphParts(startSeconds, endSeconds)
    return
  }
  for (const { trace, unpack } of database.index.find({ startSeconds, endSeconds }, filter)) {
    yield { startSeconds: trace.startSeconds, part: graphOfTrace(unpack().record) }
  }
}

/** Who left a message behind is looked up in his trace, where that is there. */
function withLinks(database: TraceDatabase, part: GraphPart): Service[] {
  // Links stand in the order of the traces that they lead to: each of these is read once.
  let read: { xrayTraceId: string; senderOf: SenderOf | undefined } | undefined
  return servicesOfGraph(part, ({ trace_id, id }) => {
    const xrayTraceId = trace_id.toLowerCase()
    if (read?.xrayTraceId !== xrayTraceId) {
      const record = recordOf(database, xrayTraceId)
      read = { xrayTraceId, senderOf: record && sendersIn(record) }
    }
    return read.senderOf?.(id)
  })
}

function recordOf(database: TraceDatabase, xrayTraceId: string): TraceRecord | undefined {
  const trace = database.get(xrayTraceId)
  return trace && database.index.record(trace)
}
