export { BunyanInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-bunyan'
