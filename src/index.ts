export {
  type ExportStats,
  XRaySpanExporter,
  type XRaySpanExporterOptions,
  XRaySpanProcessor,
  type XRaySpanProcessorOptions,
} from './export/index.ts'
export { XRayIdGenerator } from './ids/index.ts'
export { XRayPropagator } from './propagation/index.ts'
