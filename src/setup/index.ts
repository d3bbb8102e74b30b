export { type XRayConfig, type XRayOptions, xray } from './xray.ts'
