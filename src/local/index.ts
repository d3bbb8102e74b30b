export type { BatchGetTracesResult, Trace } from './api/batch-get-traces.ts'
export type { GetTraceSummariesResult } from './api/get-trace-summaries.ts'
export { callLabel } from './call-label.ts'
export {
  createLocalXRay,
  type LocalXRay,
  type LocalXRayOptions,
  type LocalXRayStats,
} from './create-local-xray.ts'
export { readSite } from './read-site.ts'
export { type Entity, endOf, type ReadLine, readingOrder } from './reading-order.ts'
export type { Refusal } from './refusal-log.ts'
export type { ServiceId, TraceSummary } from './summarize-trace.ts'
export { type Outcome, outcomeOf, type Timeline, type TimelineRow, timelineOf } from './timeline.ts'
