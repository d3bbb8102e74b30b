import { nearestPackage } from './nearest-package.ts'

/** What a service is called whose name nobody told us. */
const UNKNOWN_SERVICE = 'unknown_service:node'

/**
 * The service's name: `OTEL_SERVICE_NAME`, `AWS_XRAY_TRACING_NAME`, `service.name` of `OTEL_RESOURCE_ATTRIBUTES`, the
 * Lambda function's name, or the name in the nearest package.json above the script; else `unknown_service:node`.
 */
export function serviceName(
  environment: Readonly<Record<string, string | undefined>>,
  resourceAttributes: Readonly<Record<string, unknown>>,
  script: string | undefined,
): string {
  const recorded = resourceAttributes['service.name']
  return (
    environment.OTEL_SERVICE_NAME ||
    environment.AWS_XRAY_TRACING_NAME ||
    (typeof recorded === 'string' && recorded) ||
    environment.AWS_LAMBDA_FUNCTION_NAME ||
    (script && packageName(script)) ||
    UNKNOWN_SERVICE
  )
}

function packageName(script: string): string | undefined {
  return nearestPackage(script, ({ name }) => typeof name === 'string' && name !== '')?.name as
    | string
    | undefined
}
