export { HapiInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-hapi'
