export { OpenAIInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-openai'
