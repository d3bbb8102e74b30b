export { GraphQLInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-graphql'
