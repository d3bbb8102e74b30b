export { XRayError, type XRayErrorCode } from './xray-error.ts'
