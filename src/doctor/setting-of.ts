/**
 * The first of these variables that is set, with its value; `undefined` when none is.
 *
 *     (environment, ['OTEL_SERVICE_NAME', 'AWS_XRAY_TRACING_NAME']) → { name: 'AWS_XRAY_TRACING_NAME', value: 'shop' }
 */
export function settingOf(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
): { name: string; value: string } | undefined {
  const name = names.find(each => environment[each])
  return name === undefined ? undefined : { name, value: environment[name]! }
}
