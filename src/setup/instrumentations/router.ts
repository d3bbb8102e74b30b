export { RouterInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-router'
