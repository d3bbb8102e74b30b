export { Accounts, type AccountsSnapshot, type Outcome } from './accounts.ts'
export { type Destination, parseDestination } from './destination.ts'
export type { Emitter } from './emitter.ts'
export { UdpEmitter } from './udp-emitter.ts'
