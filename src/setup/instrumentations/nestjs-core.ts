export { NestInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-nestjs-core'
