import { isHttpUrl, isOfAws, parseDaemonAddress } from '../client/index.ts'

const DEFAULT_ENDPOINT = 'http://127.0.0.1:2000'

/**
 * Where X-Ray's rules are asked for: at the daemon or the API that documents go to, or that spans go to by OTLP.
 * `endpoint=http://localhost:2000,polling_interval=300` is how AWS's own distribution has it.
 *
 * @param warn told of an `endpoint=` that is no URL, which does not count
 * @see callXRayAt
 */
export function samplingEndpoint(
  environment: Readonly<Record<string, string | undefined>>,
  warn?: (message: string) => void,
): string {
  const given = /(?:^|,)\s*endpoint=(https?:\/\/[^\s,]+)/.exec(environment.OTEL_TRACES_SAMPLER_ARG ?? '')?.[1]
  const address =
    (environment.OTEL_EXPORTER_XRAY_ENDPOINT || environment.AWS_XRAY_DAEMON_ADDRESS)?.trim() ?? ''
  if (given && URL.canParse(given)) return given
  if (given)
    warn?.(`OTEL_TRACES_SAMPLER_ARG: '${given}' is no URL; sampling rules are asked for where documents go`)
  if (address === 'xray' || isHttpUrl(address)) return address
  const [, otlp] = /^otlp\+(https:\/\/[^/]+)/.exec(address) ?? []
  if (otlp && URL.canParse(otlp) && isOfAws(new URL(otlp))) return otlp
  const { host, port } = parseDaemonAddress(address)?.tcp ?? {}
  return host ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : DEFAULT_ENDPOINT
}
