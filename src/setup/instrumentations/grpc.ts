export { GrpcInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-grpc'
