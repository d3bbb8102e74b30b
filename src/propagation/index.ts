export { formatTraceHeader, parseTraceHeader, TRACE_HEADER, type TraceHeader } from './trace-header.ts'
export { XRayPropagator } from './xray-propagator.ts'
