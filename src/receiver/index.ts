export { ApiError, invalidRequest } from './api-error.ts'
export { checkCaller } from './check-caller.ts'
export { type ApiServer, createApiServer, type Operation, type Route } from './create-api-server.ts'
export { createReceiver, type Receiver, type ReceiverOptions } from './create-receiver.ts'
export { DatagramStore } from './datagram-store.ts'
export { listen } from './listen.ts'
export { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './open-udp-socket.ts'
export { createOtlpGrpcServer } from './otlp/create-otlp-grpc-server.ts'
export { createOtlpHttpServer } from './otlp/create-otlp-http-server.ts'
export type { OtlpServerOptions } from './otlp/otlp-server-options.ts'
export type { SpanTaker } from './otlp/take-request.ts'
export {
  type DatagramErrorCode,
  type DatagramRefusal,
  type ParsedDatagram,
  parseDatagram,
} from './parse-datagram.ts'
export { readTextBody } from './read-text-body.ts'
export type { Site, SiteFile } from './site.ts'
