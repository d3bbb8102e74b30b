export { countOf } from './count-of.ts'
export { exceptionOf } from './exception-of.ts'
export { textOf } from './text-of.ts'
export { XRayError, type XRayErrorCode } from './xray-error.ts'
