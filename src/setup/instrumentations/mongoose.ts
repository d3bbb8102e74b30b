export { MongooseInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-mongoose'
