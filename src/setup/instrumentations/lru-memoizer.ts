export { LruMemoizerInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-lru-memoizer'
