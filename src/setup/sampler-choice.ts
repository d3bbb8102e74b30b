const DEFAULT_SAMPLER = 'xray'

/** Lambda's daemon hands out no rules, and Lambda has mostly decided before: a poller would only delay cold starts. */
const DEFAULT_IN_LAMBDA = 'parentbased_always_on'

/** Every sampler that `OTEL_TRACES_SAMPLER` may name: X-Ray's, and OpenTelemetry's own. */
export const SAMPLER_NAMES = [
  DEFAULT_SAMPLER,
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/** Which sampler decides, and why. */
export interface SamplerChoice {
  readonly name: (typeof SAMPLER_NAMES)[number]
  /** As the end of a sentence: `by default`, `by OTEL_TRACES_SAMPLER=always_on`. */
  readonly why: string
  /** What `OTEL_TRACES_SAMPLER` says when it names none. */
  readonly unknown?: string
}

/**
 * The sampler that the environment asks for by its name.
 *
 *     { OTEL_TRACES_SAMPLER: 'always_on' } → { name: 'always_on', why: 'by OTEL_TRACES_SAMPLER=always_on' }
 *     {} → { name: 'xray', why: 'by default' }
 */
export function samplerChoice(environment: Readonly<Record<string, string | undefined>>): SamplerChoice {
  const asked = environment.OTEL_TRACES_SAMPLER
  const name = SAMPLER_NAMES.find(each => each === asked)
  if (name) return { name, why: `by OTEL_TRACES_SAMPLER=${name}` }
  if (asked)
    return {
      name: DEFAULT_SAMPLER,
      why: `by default: OTEL_TRACES_SAMPLER='${asked}' names no sampler`,
      unknown: asked,
    }
  return environment.LAMBDA_TASK_ROOT
    ? { name: DEFAULT_IN_LAMBDA, why: 'by default in Lambda' }
    : { name: DEFAULT_SAMPLER, why: 'by default' }
}
