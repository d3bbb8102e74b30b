export { findRootCauses } from './find-root-causes.ts'
export { type Call, type MergedTrace, mergeTrace } from './merge-trace.ts'
export {
  type AnnotationValue,
  type CallRecord,
  recordTrace,
  type SegmentRecord,
  type TraceRecord,
  valuesOf,
  type Went,
} from './record-trace.ts'
export type {
  RootCause,
  RootCauseEntity,
  RootCauseException,
  RootCauseService,
  RootCauses,
} from './root-cause-types.ts'
export { secondsBetween } from './seconds-between.ts'
export { type ServiceId, serviceIdOf, serviceKey } from './service-id.ts'
export { summarizeTrace, type TraceSummary } from './summarize-trace.ts'
