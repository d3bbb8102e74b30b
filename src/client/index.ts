export { callDaemon } from './call-daemon.ts'
export type { CallXRay } from './call-xray.ts'
export { type DaemonAddress, parseDaemonAddress } from './daemon-address.ts'
