export { AwsInstrumentation as Instrumentation } from '@opentelemetry/instrumentation-aws-sdk'
