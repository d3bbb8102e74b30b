export { FsInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-fs'
