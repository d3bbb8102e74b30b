import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'
import { decideHeaderGaps } from '../sampling/index.ts'

const DEFAULT_SAMPLER = 'parentbased_always_on'

const SAMPLERS: Readonly<Record<string, (argument: string | undefined) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: argument => new TraceIdRatioBasedSampler(ratio(argument)),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: argument =>
    new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio(argument)) }),
}

/** The sampler that `OTEL_TRACES_SAMPLER` and `_ARG` name; for a name or ratio that is none, a warning and the default. */
export function samplerSetting(environment: NodeJS.ProcessEnv, warn: (message: string) => void): Sampler {
  const name = environment.OTEL_TRACES_SAMPLER || DEFAULT_SAMPLER
  const argument = environment.OTEL_TRACES_SAMPLER_ARG
  const create = Object.hasOwn(SAMPLERS, name) ? SAMPLERS[name] : undefined
  if (!create) {
    warn(
      `OTEL_TRACES_SAMPLER='${name}' names no sampler: write ${Object.keys(SAMPLERS).join(', ')}; using ${DEFAULT_SAMPLER}`,
    )
  } else if (name.endsWith('traceidratio') && Number.isNaN(ratio(argument))) {
    warn(`OTEL_TRACES_SAMPLER_ARG='${argument}' is no ratio: write a number from 0 to 1; sampling everything`)
    return decideHeaderGaps(SAMPLERS[name]!('1'))
  }
  return decideHeaderGaps((create ?? SAMPLERS[DEFAULT_SAMPLER]!)(argument))
}

/** From 0 to 1, or NaN. */
function ratio(argument: string | undefined): number {
  const number = argument === undefined || argument.trim() === '' ? 1 : Number(argument)
  return number >= 0 && number <= 1 ? number : Number.NaN
}
