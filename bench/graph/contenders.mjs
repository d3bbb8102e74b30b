import { serveTurns } from '../rounds.mjs'
import { documentsOf } from './documents.mjs'
import { TRACES } from './names.mjs'

const rooms = await import(process.env.BENCH_ROOMS)
const { compileFilter, findRootCauses, GraphSum, graphOfTrace, mergeTrace, parseFilter, recordTrace } = rooms
const { servicesOfGraph, summarizeTrace } = rooms

const documents = Array.from({ length: TRACES }, (_, n) => documentsOf(n))
const traces = documents.map(mergeTrace)
const records = traces.map(recordTrace)
const rootCauses = traces.map(findRootCauses)
const finds = compileFilter(
  parseFilter('service("stock") { fault } AND http.url CONTAINS "/products/"').filter,
)

/** 100,000 traces, as a store has them: each part read from its JSON. */
const kept = records.map(record => JSON.stringify(graphOfTrace(record)))
const hour = Array.from({ length: 100 }, () => kept.map(text => JSON.parse(text))).flat()
const minutes = Array.from({ length: 60 }, (_, minute) =>
  sumOf(hour.filter((_, at) => at % 60 === minute)).toPart(),
)

function sumOf(parts) {
  const sum = new GraphSum()
  for (const part of parts) sum.add(part)
  return sum
}

serveTurns({
  'documents → merged trace': () => documents.map(mergeTrace),
  'merged trace → record': () => traces.map(recordTrace),
  'merged trace → root causes': () => traces.map(findRootCauses),
  'record → summary': () =>
    records.map((record, at) => summarizeTrace(record, { rootCauses: rootCauses[at], revision: 5 })),
  'record → its part of the graph': () => records.map(graphOfTrace),
  'a filter, put to a record': () =>
    records.map((record, at) => finds({ record, rootCauses: () => rootCauses[at] })),
  'the graph of an hour, trace by trace': () => servicesOfGraph(sumOf(hour).toPart()),
  'the graph of an hour, of 60 minutes': () => servicesOfGraph(sumOf(minutes).toPart()),
})
