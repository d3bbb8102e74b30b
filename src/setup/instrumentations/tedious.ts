export { TediousInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-tedious'
