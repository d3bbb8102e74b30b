export { DataloaderInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-dataloader'
