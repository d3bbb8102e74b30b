export { textOf } from './text-of.ts'
export { XRayError, type XRayErrorCode } from './xray-error.ts'
