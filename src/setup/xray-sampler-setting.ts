import { readFileSync } from 'node:fs'
import { callXRayAt, isOfAws, parseDaemonAddress } from '../client/index.ts'
import { type SampledService, XRaySampler } from '../sampling/index.ts'
import { originOf } from '../segment/index.ts'

/** OpenTelemetry's resource, as far as rules are about it. */
export interface SampledResource {
  readonly attributes: Readonly<Record<string, unknown>>
  waitForAsyncAttributes?(): Promise<void>
}

const DEFAULT_ENDPOINT = 'http://127.0.0.1:2000'

/** Attributes by which a rule's `ResourceARN` may know the service, the most specific one first. */
const ARNS = [
  'cloud.resource_id',
  'aws.ecs.container.arn',
  'aws.ecs.task.arn',
  'aws.ecs.cluster.arn',
  'aws.eks.cluster.arn',
  'faas.id',
]

/**
 * X-Ray's own sampler as the environment sets it up: with the rules of the daemon that documents go to, or of the
 * `endpoint=` in `OTEL_TRACES_SAMPLER_ARG`; until they are there, with those of the file that `SPANRAY_SAMPLING_RULES`
 * names. In Lambda there is nobody to ask for rules.
 */
export function xraySamplerSetting(
  environment: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
  resource: SampledResource,
): XRaySampler {
  const endpoint = environment.AWS_LAMBDA_FUNCTION_NAME ? (false as const) : samplingEndpoint(environment)
  const sign = environment.SPANRAY_SIGN === 'true'
  const options = {
    endpoint,
    call: endpoint && sign ? callXRayAt(endpoint, { sign, isWaitedFor: false }) : undefined,
    service: () => serviceOf(resource),
  }
  const file = environment.SPANRAY_SAMPLING_RULES
  try {
    return new XRaySampler({ ...options, localRules: file && JSON.parse(readFileSync(file, 'utf8')) })
  } catch (error) {
    warn(`SPANRAY_SAMPLING_RULES='${file}': ${(error as Error).message}; not using it`)
    return new XRaySampler(options)
  }
}

/**
 * Where X-Ray's rules are asked for: at the daemon or the API that documents go to, or that spans go to by OTLP.
 * `endpoint=http://localhost:2000,polling_interval=300` is how AWS's own distribution has it.
 *
 * @see callXRayAt
 */
export function samplingEndpoint(environment: Readonly<Record<string, string | undefined>>): string {
  const given = /(?:^|,)\s*endpoint=(https?:\/\/[^\s,]+)/.exec(environment.OTEL_TRACES_SAMPLER_ARG ?? '')?.[1]
  const address =
    (environment.OTEL_EXPORTER_XRAY_ENDPOINT || environment.AWS_XRAY_DAEMON_ADDRESS)?.trim() ?? ''
  if (given) return given
  if (address === 'xray' || /^https?:\/\/./.test(address)) return address
  const [, otlp] = /^otlp\+(https:\/\/[^/]+)/.exec(address) ?? []
  if (otlp && URL.canParse(otlp) && isOfAws(new URL(otlp))) return otlp
  const { host, port } = parseDaemonAddress(address)?.tcp ?? {}
  return host ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : DEFAULT_ENDPOINT
}

async function serviceOf(resource: SampledResource): Promise<SampledService> {
  await resource.waitForAsyncAttributes?.()
  const { attributes } = resource
  const text = (key: string | undefined) =>
    key && typeof attributes[key] === 'string' ? attributes[key] : undefined
  return {
    name: text('service.name'),
    type: originOf(attributes),
    arn: text(ARNS.find(key => text(key))),
  }
}
