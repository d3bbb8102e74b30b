import { findTraces } from './questions/find-traces.ts'
import { knownValues } from './questions/known-values.ts'
import { readTimeline } from './questions/read-timeline.ts'
import { refineTraces } from './questions/refine-traces.ts'
import { serviceGraph, statisticsOverTime, traceGraph } from './questions/service-graph.ts'
import { traceDocuments } from './questions/trace-documents.ts'
import { wholeTraces } from './questions/whole-traces.ts'
import type { TraceDatabase } from './trace-database.ts'

/** What a store can be asked, by name: each is answered in the store's thread, and what goes in and out is plain data. */
export const QUESTIONS = {
  counts: (database: TraceDatabase, _: undefined) => database.counts(),
  findTraces,
  knownValues,
  readTimeline,
  refineTraces,
  serviceGraph,
  statisticsOverTime,
  traceDocuments,
  traceGraph,
  wholeTraces,
}

type Questions = typeof QUESTIONS
export type QuestionName = keyof Questions
export type Argument<Name extends QuestionName> = Parameters<Questions[Name]>[1]
export type Answer<Name extends QuestionName> = ReturnType<Questions[Name]>
