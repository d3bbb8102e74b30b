export { GenericPoolInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-generic-pool'
