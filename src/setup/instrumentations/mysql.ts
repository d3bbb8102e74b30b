export { MySQLInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-mysql'
