export { functionTracing } from './function-tracing.ts'
export { type FunctionTracing, processState } from './process-state.ts'
export { type XRayConfig, type XRayOptions, xray } from './xray.ts'
export { type XRayHttpOptions, xrayHttp } from './xray-http.ts'
