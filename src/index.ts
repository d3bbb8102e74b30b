export {
  type AwsClient,
  annotate,
  captureAsync,
  metadata,
  setUser,
  traceAwsClient,
  traceAwsClient as captureAWSv3Client,
  traceSql,
  xrayTraceId,
} from './capture/index.ts'
export { XRayError, type XRayErrorCode } from './error/index.ts'
export {
  type ExportStats,
  XRaySpanExporter,
  type XRaySpanExporterOptions,
  XRaySpanProcessor,
  type XRaySpanProcessorOptions,
} from './export/index.ts'
export { XRayIdGenerator } from './ids/index.ts'
export { XRayPropagator } from './propagation/index.ts'
export { XRaySampler, type XRaySamplerOptions } from './sampling/index.ts'
export { type XRayConfig, type XRayHttpOptions, type XRayOptions, xray, xrayHttp } from './setup/index.ts'
