import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What a service is called whose name nobody told us. */
export const UNKNOWN_SERVICE = 'unknown_service:node'

/**
 * The service's name: `OTEL_SERVICE_NAME`, `AWS_XRAY_TRACING_NAME`, `service.name` of `OTEL_RESOURCE_ATTRIBUTES`, the
 * Lambda function's name, or the name in the nearest package.json above the script; else `unknown_service:node`.
 */
export function serviceName(
  environment: NodeJS.ProcessEnv,
  resourceAttributes: Readonly<Record<string, unknown>>,
  script: string | undefined,
): string {
  const recorded = resourceAttributes['service.name']
  return (
    environment.OTEL_SERVICE_NAME ||
    environment.AWS_XRAY_TRACING_NAME ||
    (typeof recorded === 'string' && recorded) ||
    environment.AWS_LAMBDA_FUNCTION_NAME ||
    (script && packageName(dirname(script))) ||
    UNKNOWN_SERVICE
  )
}

function packageName(folder: string): string | undefined {
  try {
    const { name } = createRequire(join(folder, 'package.json'))('./package.json') as { name?: unknown }
    if (typeof name === 'string' && name !== '') return name
  } catch {
    // No package.json here, or none that can be read: the next folder up may have one.
  }
  const above = dirname(folder)
  return above === folder ? undefined : packageName(above)
}
