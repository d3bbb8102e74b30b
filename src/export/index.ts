export type { ExportResult } from './batch.ts'
export type { ExportStats } from './ledger.ts'
export { XRaySpanExporter, type XRaySpanExporterOptions } from './xray-span-exporter.ts'
export { XRaySpanProcessor, type XRaySpanProcessorOptions } from './xray-span-processor.ts'
