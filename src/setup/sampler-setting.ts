import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'
import { decideHeaderGaps, type XRaySampler } from '../sampling/index.ts'
import { SAMPLER_NAMES, type SamplerChoice, samplerChoice } from './sampler-choice.ts'
import { type SampledResource, xraySamplerSetting } from './xray-sampler-setting.ts'

const OWN_SAMPLERS: Readonly<
  Record<Exclude<SamplerChoice['name'], 'xray'>, (argument: string | undefined) => Sampler>
> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: argument => new TraceIdRatioBasedSampler(ratio(argument)),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: argument =>
    new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio(argument)) }),
}

/**
 * The sampler that `OTEL_TRACES_SAMPLER` and `_ARG` name, X-Ray's own where they name none; for a name or ratio that is
 * none, a warning and the default.
 *
 * @param resource the service's, which X-Ray's rules may be about
 */
export function samplerSetting(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
  resource: SampledResource = { attributes: {} },
): Sampler | XRaySampler {
  const { name, unknown } = samplerChoice(environment)
  if (unknown !== undefined)
    warn(
      `OTEL_TRACES_SAMPLER='${unknown}' names no sampler: write ${SAMPLER_NAMES.join(', ')}; using ${name}`,
    )
  if (name === 'xray') return xraySamplerSetting(environment, warn, resource)
  const argument = environment.OTEL_TRACES_SAMPLER_ARG
  if (name.endsWith('traceidratio') && Number.isNaN(ratio(argument))) {
    warn(`OTEL_TRACES_SAMPLER_ARG='${argument}' is no ratio: write a number from 0 to 1; sampling everything`)
    return decideHeaderGaps(OWN_SAMPLERS[name]('1'))
  }
  return decideHeaderGaps(OWN_SAMPLERS[name](argument))
}

/** From 0 to 1, or NaN. */
function ratio(argument: string | undefined): number {
  const number = argument === undefined || argument.trim() === '' ? 1 : Number(argument)
  return number >= 0 && number <= 1 ? number : Number.NaN
}
