import { XRayError } from '../error/index.ts'
import { AppliedRule, type Decision } from './applied-rule.ts'
import { fieldOf } from './field-of.ts'
import { type RuleMatcher, ruleMatcher } from './rule-matcher.ts'
import type { SampledRequest } from './sampled-request.ts'

interface Entry {
  readonly matches: RuleMatcher
  readonly applied: AppliedRule
}

/** What X-Ray's SDKs go by when nobody has told them better: 1 request a second, and 5 % of the others. */
const PLAIN_RULES = { version: 2, default: { fixed_target: 1, rate: 0.05 } }

const FORM =
  '{ "version": 2, "rules": [{ "host": "*", "http_method": "*", "url_path": "/api/*", "fixed_target": 1, "rate": 0.1 }], "default": { "fixed_target": 1, "rate": 0.05 } }'

/**
 * Rules of one's own, in the form of the X-Ray SDK's rule files, by which is decided where X-Ray's are not at hand. They
 * are this process's alone: each takes `fixed_target` requests a second, and of the others the share `rate`.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-configuration.html#xray-sdk-nodejs-configuration-sampling
 */
export class LocalRules {
  readonly #entries: readonly Entry[]

  /**
   * @param document of version 1, whose rules name hosts by `service_name`, or 2, by `host`
   * @throws {XRayError} `ERR_XRAY_SAMPLING_RULES` when it is none, naming what is wrong
   */
  constructor(document: unknown = PLAIN_RULES) {
    const version = fieldOf(document, 'version')
    if (version !== 1 && version !== 2)
      throw new XRayError(
        'ERR_XRAY_SAMPLING_RULES',
        `Cannot sample by the rules: "version" is ${JSON.stringify(version)}; write ${FORM}`,
      )
    const rules = fieldOf(document, 'rules') ?? []
    if (!Array.isArray(rules))
      throw new XRayError(
        'ERR_XRAY_SAMPLING_RULES',
        `Cannot sample by the rules: "rules" is no list; write ${FORM}`,
      )
    const hostField = version === 1 ? 'service_name' : 'host'
    this.#entries = [
      ...rules.map((rule, index) => ({
        matches: matcherOf(rule, hostField, `rules[${index}]`),
        applied: appliedRule(rule, `rules[${index}]`),
      })),
      { matches: () => true, applied: appliedRule(fieldOf(document, 'default'), 'default') },
    ]
  }

  /** Decides by the first rule that the request fits; the default fits all. */
  decide(request: () => SampledRequest, traceId: string, nowMillis: number): Decision {
    const asked = this.#entries.length > 1 ? request() : undefined
    const entry = this.#entries.find(({ matches }) => asked === undefined || matches(asked))
    return entry!.applied.decide(traceId, nowMillis)
  }
}

function appliedRule(rule: unknown, place: string): AppliedRule {
  const target = fieldOf(rule, 'fixed_target')
  const rate = fieldOf(rule, 'rate')
  if (!Number.isSafeInteger(target) || (target as number) < 0)
    throw new XRayError(
      'ERR_XRAY_SAMPLING_RULES',
      `Cannot sample by the rules: "fixed_target" of ${place} is ${JSON.stringify(target)}; it must be a whole number, requests a second`,
    )
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1))
    throw new XRayError(
      'ERR_XRAY_SAMPLING_RULES',
      `Cannot sample by the rules: "rate" of ${place} is ${JSON.stringify(rate)}; it must be a number from 0 to 1`,
    )
  const applied = new AppliedRule(undefined, rate, 0)
  applied.reservoir.setQuota(target as number, Number.POSITIVE_INFINITY)
  return applied
}

function matcherOf(rule: unknown, hostField: string, place: string): RuleMatcher {
  const glob = (field: string): string => {
    const value = fieldOf(rule, field)
    if (typeof value === 'string') return value
    throw new XRayError(
      'ERR_XRAY_SAMPLING_RULES',
      `Cannot sample by the rules: "${field}" of ${place} is ${JSON.stringify(value)}; it must be a text, in which * is any characters`,
    )
  }
  return ruleMatcher(
    {
      RuleName: place,
      Priority: 1,
      FixedRate: 0,
      ReservoirSize: 0,
      ServiceName: '*',
      ServiceType: '*',
      ResourceARN: '*',
      Host: glob(hostField),
      HTTPMethod: glob('http_method'),
      URLPath: glob('url_path'),
      Attributes: {},
    },
    {},
  )!
}
