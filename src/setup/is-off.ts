/** Whether the environment turns tracing off. */
export function isOff(environment: Readonly<Record<string, string | undefined>>): boolean {
  return (
    environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true' ||
    environment.AWS_XRAY_SDK_ENABLED?.toLowerCase() === 'false'
  )
}
