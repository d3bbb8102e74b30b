/** Variables that turn something on or off. */
const BOOLEANS = [
  'OTEL_SDK_DISABLED',
  'AWS_XRAY_SDK_ENABLED',
  'AWS_XRAY_COLLECT_SQL_QUERIES',
  'SPANRAY_SIGN',
  'SPANRAY_RESPONSE_TRACE_HEADER',
  'SPANRAY_LAMBDA_CAPTURE_RESPONSE',
  'SPANRAY_LAMBDA_CAPTURE_ERROR',
]

/**
 * Warns of variables that are neither true nor false, such as `OTEL_SDK_DISABLED=1`, which OpenTelemetry takes for false.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#boolean
 */
export function tellMistakenBooleans(environment: NodeJS.ProcessEnv, warn: (message: string) => void): void {
  for (const name of BOOLEANS) {
    const text = environment[name]?.trim()
    if (text && !/^(true|false)$/i.test(text))
      warn(`${name}='${text}' is neither true nor false: write one of them; it has no effect`)
  }
}
