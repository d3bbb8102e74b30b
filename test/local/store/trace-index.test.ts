import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFilter, type Filter, parseFilter } from '../../../src/filter/index.ts'
import { GraphSum, graphOfTrace } from '../../../src/graph/index.ts'
import { TraceDatabase } from '../../../src/local/store/trace-database.ts'
import { findRootCauses, mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { segment } from '../../document/documents.ts'
import { EXAMPLES } from '../../filter/examples.ts'
import { anyTrace } from '../../trace/any-trace.ts'
import { arrivalsOf, databaseOf } from './arrivals.ts'

const ALWAYS = { startSeconds: 0, endSeconds: Infinity }

function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}

function filterOf(text: string): Filter {
  return parseFilter(text).filter as Filter
}

function idsIn(database: TraceDatabase, text?: string): string[] {
  return [...database.index.find(ALWAYS, text === undefined ? undefined : filterOf(text))].map(
    ({ trace }) => trace.id,
  )
}

const FILTERS = [...EXAMPLES, 'service("b")', '!service("b")', 'ok OR !http.status = 500', '!annotation.plan']

test('the index answers what the documents say, whatever came when, and whenever it was indexed', () => {
  const arrived = fc.array(fc.tuple(anyTrace, fc.boolean()), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(arrived, fc.constantFrom(...FILTERS), fc.nat(3), (parts, text, traces) => {
      const database = new TraceDatabase({ maxBytes: Infinity, maxTraces: Infinity })
      const ids = new Set<string>()
      parts.forEach(([documents, isIndexed], at) => {
        const id = traceIdOf(at % (traces + 1))
        ids.add(id)
        database.add(arrivalsOf(documents.map(document => ({ ...document, trace_id: id }))))
        if (isIndexed) database.refresh(at * 10_000, false)
      })
      database.refresh(0, true)

      const matches = compileFilter(filterOf(text))
      const sum = new GraphSum()
      const expected: string[] = []
      for (const id of ids) {
        const trace = mergeTrace(database.documents(database.get(id)!))!
        const record = recordTrace(trace)
        sum.add(graphOfTrace(record))
        if (matches({ record, rootCauses: () => findRootCauses(trace) })) expected.push(id)
      }
      expect(idsIn(database, text).sort()).toEqual(expected.sort())
      const graph = new GraphSum()
      for (const { part } of database.index.graphParts(0, 2e9)) graph.add(part)
      expect(graph.toPart()).toEqual(sum.toPart())
    }),
    { numRuns: 200 },
  )
})

test('the index forgets what has gone, and finds the rest at its new place', () => {
  const traces = Array.from({ length: 4000 }, (_, at) =>
    segment('shop', { trace_id: traceIdOf(at), annotations: { number: at }, user: `u${at % 2}` }),
  )
  const database = databaseOf([], { maxBytes: Infinity, maxTraces: 300 })
  for (let at = 0; at < traces.length; at += 200) {
    database.add(arrivalsOf(traces.slice(at, at + 200)))
    database.refresh(at, true)
  }
  expect(database.counts()).toMatchObject({ traces: 300, held: 300, evicted: 3700 })
  expect(database.index.allMarks().length).toBeLessThan(2000)
  expect(idsIn(database, 'annotation.number = 3999')).toEqual([traceIdOf(3999)])
  expect(idsIn(database, 'annotation.number < 3701')).toEqual([traceIdOf(3700)])
  expect(idsIn(database, 'user = "u1"')).toHaveLength(150)
  expect([...database.index.terms.count('user', database.index.allMarks())]).toHaveLength(2)
})

test('a trace that grows is indexed again after a rest for each of its documents', () => {
  const documents = Array.from({ length: 100 }, (_, at) => segment(`s${at}`))
  const database = new TraceDatabase({ maxBytes: Infinity, maxTraces: Infinity })
  database.add(arrivalsOf(documents))
  expect(database.refresh(1000, false)).toMatchObject([{ revision: 100 }])
  database.add(arrivalsOf([segment('late')]))
  expect(database.refresh(1005, false)).toEqual([])
  expect(database.changedTraces).toBe(1)
  expect(database.refresh(1050, false)).toMatchObject([{ revision: 101 }])
  database.add(arrivalsOf([segment('later')]))
  expect(database.refresh(1051, true)).toMatchObject([{ revision: 102 }])
})
