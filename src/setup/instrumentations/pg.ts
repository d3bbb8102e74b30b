export { PgInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-pg'
