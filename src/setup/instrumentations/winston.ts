export { WinstonInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-winston'
