export { SocketIoInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-socket.io'
