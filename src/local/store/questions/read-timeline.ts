import { type Timeline, timelineOf } from '../../timeline.ts'
import type { TraceDatabase } from '../trace-database.ts'

/** The trace as a person reads it, or `undefined` when nothing of it is there. */
export function readTimeline(database: TraceDatabase, xrayTraceId: string): Timeline | undefined {
  const trace = database.get(xrayTraceId)
  return trace && timelineOf(database.documents(trace))
}
