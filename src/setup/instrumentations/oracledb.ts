export { OracleInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-oracledb'
