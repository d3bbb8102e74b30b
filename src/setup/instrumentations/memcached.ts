export { MemcachedInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-memcached'
