export { AmqplibInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-amqplib'
