export { KoaInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-koa'
