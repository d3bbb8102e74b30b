import type { RootCause } from '../../../trace/index.ts'
import { type CountedValue, mostFrequentFirst } from '../term-index.ts'
import type { TraceDatabase } from '../trace-database.ts'
import type { GraphQuery } from './service-graph.ts'

/** How many traces have which values. */
export interface Refinement {
  /** Traces in the time range that the filter finds. */
  traces: number
  facets: Facet[]
}

/** The values of one keyword or annotation. */
export interface Facet {
  /** As a filter has it: `http.url`, `service`, `annotation[plan]`; `rootcause.fault.exception` and `rootcause.error.exception` with
   * messages. */
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
export function refineTraces({ index }: TraceDatabase, { filter, ...range }: GraphQuery): Refinement {
  const marks = index.noMarks()
  const messages = { fault: new Map<string, number>(), error: new Map<string, number>() }
  let traces = 0
  for (const { trace, unpack } of index.find(range, filter)) {
    if (++traces > MAX_TRACES) continue
    const { slot, hasFaultCauses, hasErrorCauses } = trace.indexed!
    marks[slot] = 1
    if (!hasFaultCauses && !hasErrorCauses) continue
    const { fault, error } = unpack().rootCauses()
    countMessages(fault, messages.fault)
    countMessages(error, messages.error)
  }
  const facets: Facet[] = []
  const addFacet = (field: string, values: CountedValue[]) => {
    if (values.length === 0) return
    const frequent = values.sort(mostFrequentFirst).slice(0, MAX_VALUES)
    facets.push({ field, values: frequent, distinct: values.length })
  }
  for (const field of index.terms.fields()) addFacet(field, [...index.terms.count(field, marks)])
  for (const [kind, counts] of Object.entries(messages)) {
    const values = Array.from(counts, ([value, count]) => ({ value, count }))
    addFacet(`rootcause.${kind}.exception`, values)
  }
  return { traces, facets }
}

/** What was thrown on the way to the culprits: of each trace each message once. */
function countMessages(causes: RootCause[], counts: Map<string, number>): void {
  const thrown = causes.flatMap(({ Services }) => Services.flatMap(({ EntityPath }) => EntityPath))
  const messages = thrown.flatMap(({ Exceptions = [] }) => Exceptions.flatMap(({ Message }) => Message ?? []))
  for (const message of new Set(messages)) counts.set(message, (counts.get(message) ?? 0) + 1)
}
