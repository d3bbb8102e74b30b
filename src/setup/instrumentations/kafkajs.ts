export { KafkaJsInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-kafkajs'
