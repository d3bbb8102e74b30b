export { asksForDecision } from './asks-for-decision.ts'
export { formatTraceHeader, parseTraceHeader, TRACE_HEADER, type TraceHeader } from './trace-header.ts'
export { validHeaderValues } from './valid-header-values.ts'
export { XRayPropagator } from './xray-propagator.ts'
