export { KnexInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-knex'
