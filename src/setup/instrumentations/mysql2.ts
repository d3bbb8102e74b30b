export { MySQL2Instrumentation as Instrumentation } from '@opentelemetry/instrumentation-mysql2'
