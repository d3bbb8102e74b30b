import { listSetting } from './list-setting.ts'
import { namesStockRegister } from './preload-flags.ts'

/** Warns of what the environment asks OpenTelemetry for and does not get here. Its own preload serves metrics and logs. */
export function tellUnserved(
  environment: NodeJS.ProcessEnv,
  flags: readonly string[],
  warn: (message: string) => void,
): void {
  if (environment.OTEL_CONFIG_FILE) {
    warn(
      `OTEL_CONFIG_FILE='${environment.OTEL_CONFIG_FILE}' is not read: set the variables of docs/settings.md instead`,
    )
  }
  for (const [name, what] of [
    ['OTEL_METRICS_EXPORTER', 'metrics'],
    ['OTEL_LOGS_EXPORTER', 'logs'],
  ] as const) {
    const asked = listSetting(environment[name]).filter(exporter => exporter !== 'none')
    if (asked.length > 0 && !flags.some(namesStockRegister)) {
      warn(
        `${name}='${asked.join(',')}' has no effect: X-Ray takes traces only; for ${what} start @opentelemetry/auto-instrumentations-node/register too, or set ${name}=none`,
      )
    }
  }
  const endpoint = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
  if (environment[endpoint] && listSetting(environment.OTEL_TRACES_EXPORTER).length === 0) {
    warn(
      `${endpoint} has no effect: spans go to X-Ray; set OTEL_TRACES_EXPORTER=xray for that alone, or xray,otlp for both`,
    )
  }
}
