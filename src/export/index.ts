export {
  type ExportResult,
  type ExportStats,
  XRaySpanExporter,
  type XRaySpanExporterOptions,
} from './xray-span-exporter.ts'
export { XRaySpanProcessor, type XRaySpanProcessorOptions } from './xray-span-processor.ts'
