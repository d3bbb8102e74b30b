export { formatTraceHeader, parseTraceHeader, type TraceHeader } from './trace-header.ts'
export { validHeaderValues } from './valid-header-values.ts'
export { XRayPropagator } from './xray-propagator.ts'
