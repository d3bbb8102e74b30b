export { formatTraceHeader, parseTraceHeader, type TraceHeader } from './trace-header.ts'
export { XRayPropagator } from './xray-propagator.ts'
