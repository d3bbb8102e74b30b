export { RestifyInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-restify'
