export { ConnectInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-connect'
