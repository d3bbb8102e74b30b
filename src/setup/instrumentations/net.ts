export { NetInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-net'
