/**
 * What the environment of an AWS Lambda function says of it, in OpenTelemetry's words; nothing elsewhere.
 *
 *     AWS_LAMBDA_FUNCTION_NAME=pay AWS_REGION=eu-west-1 → { 'cloud.platform': 'aws_lambda', 'faas.name': 'pay', … }
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/faas/
 */
export function lambdaResource(environment: NodeJS.ProcessEnv): Record<string, string | number | string[]> {
  const name = environment.AWS_LAMBDA_FUNCTION_NAME
  if (!name) return {}
  const megabytes = Number(environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE)
  return {
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_lambda',
    ...text('cloud.region', environment.AWS_REGION),
    'faas.name': name,
    ...text('faas.version', environment.AWS_LAMBDA_FUNCTION_VERSION),
    ...text('faas.instance', environment.AWS_LAMBDA_LOG_STREAM_NAME),
    ...(megabytes > 0 && { 'faas.max_memory': megabytes * 1024 * 1024 }),
    ...(environment.AWS_LAMBDA_LOG_GROUP_NAME && {
      'aws.log.group.names': [environment.AWS_LAMBDA_LOG_GROUP_NAME],
    }),
  }
}

function text(key: string, value: string | undefined): Record<string, string> {
  return value ? { [key]: value } : {}
}
