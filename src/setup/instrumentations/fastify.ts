export { FastifyOtelInstrumentation as Instrumentation } from '@fastify/otel'
