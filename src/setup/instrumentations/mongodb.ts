export { MongoDBInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-mongodb'
