export { invalidRequest } from './api-error.ts'
export { checkCaller } from './check-caller.ts'
export { type ApiServer, createApiServer, type Operation } from './create-api-server.ts'
export { createReceiver, type Receiver, type ReceiverOptions } from './create-receiver.ts'
export { createUdpReceiver, type UdpReceiver } from './create-udp-receiver.ts'
export {
  type DatagramErrorCode,
  type DatagramRefusal,
  type ParsedDatagram,
  parseDatagram,
} from './parse-datagram.ts'
export type { Site, SiteFile } from './site.ts'
