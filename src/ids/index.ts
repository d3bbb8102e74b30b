export { type HeaderGaps, headerGapsOf, markHeaderGaps } from './header-gaps.ts'
export { deriveId, parseSpanId } from './span-id.ts'
export { parseXRayTraceId, toXRayTraceId } from './trace-id.ts'
export { XRayIdGenerator } from './xray-id-generator.ts'
