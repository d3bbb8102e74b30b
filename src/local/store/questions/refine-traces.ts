import { compileFilter, planFilter } from '../../../filter/index.ts'
import { selectByIndex } from '../select-by-index.ts'
import { both, type Selection, startsWithin } from '../selection.ts'
import type { CountedValue, TraceDatabase } from '../trace-database.ts'
import type { GraphQuery } from './service-graph.ts'

/** How many traces have which values. */
export interface Refinement {
  /** Traces in the time range that the filter finds. */
  traces: number
  facets: Facet[]
}

/** The values of one keyword or annotation. */
export interface Facet {
  /** As a filter has it: `http.url`, `service`, `annotation[plan]`; `rootcause.fault.exception` with messages. */
  field: string
  /** The most frequent ones. */
  values: CountedValue[]
  /** How many values there are. */
  distinct: number
}

const MAX_VALUES = 20
/** Of these the most frequent values are counted; of more it would take too long. */
const MAX_TRACES = 20_000

/** Counts by what the latest traces of a range and a filter can be told apart. */
export function refineTraces(database: TraceDatabase, query: GraphQuery): Refinement {
  const selection = narrow(database, query)
  const byField = new Map<string, Facet>()
  for (const { field, value, count } of database.countTerms(selection, MAX_TRACES)) {
    const facet = byField.get(field) ?? { field, values: [], distinct: 0 }
    byField.set(field, facet)
    facet.distinct++
    if (facet.values.length < MAX_VALUES) facet.values.push({ value, count })
  }
  return { traces: database.count(selection), facets: [...byField.values()] }
}

/** What the index cannot tell is looked up, and the traces are selected by their ordinals. */
function narrow(database: TraceDatabase, { startSeconds, endSeconds, filter }: GraphQuery): Selection {
  const range = startsWithin(startSeconds, endSeconds)
  if (!filter) return range
  const { where, isExact } = planFilter(filter)
  const indexed = where && selectByIndex(where)
  const selection = indexed ? both(range, indexed) : range
  if (isExact && indexed?.isExact) return selection
  const matches = compileFilter(filter)
  const ordinals: number[] = []
  for (const trace of database.select(selection)) if (matches(trace)) ordinals.push(trace.ordinal)
  return { where: 'ordinal IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ordinals)] }
}
