export { IORedisInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-ioredis'
