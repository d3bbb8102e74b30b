export { RedisInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-redis'
