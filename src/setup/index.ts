export { type XRayConfig, type XRayOptions, xray } from './xray.ts'
export { type XRayHttpOptions, xrayHttp } from './xray-http.ts'
