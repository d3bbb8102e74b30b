import { readFileSync } from 'node:fs'
import { callXRayAt } from '../client/index.ts'
import { type SampledService, XRaySampler } from '../sampling/index.ts'
import { originOf } from '../segment/index.ts'
import { isTrue } from './is-true.ts'
import { samplingEndpoint } from './sampling-endpoint.ts'

/** OpenTelemetry's resource, as far as rules are about it. */
export interface SampledResource {
  readonly attributes: Readonly<Record<string, unknown>>
  waitForAsyncAttributes?(): Promise<void>
}

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
  const endpoint = environment.AWS_LAMBDA_FUNCTION_NAME
    ? (false as const)
    : samplingEndpoint(environment, warn)
  const sign = isTrue(environment.SPANRAY_SIGN)
  const options = {
    endpoint,
    call: endpoint && sign ? callXRayAt(endpoint, { sign, isWaitedFor: false }) : undefined,
    service: () => serviceOf(resource),
  }
  const file = environment.SPANRAY_SAMPLING_RULES
  try {
    const localRules = file ? JSON.parse(readFileSync(file, 'utf8')) : undefined
    return new XRaySampler({ ...options, localRules })
  } catch (error) {
    warn(`SPANRAY_SAMPLING_RULES='${file}': ${(error as Error).message}; not using it`)
    return new XRaySampler(options)
  }
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
