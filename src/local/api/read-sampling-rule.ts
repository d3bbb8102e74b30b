import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { SamplingRule } from '../sampling/sampling-rule-book.ts'

/** The fields of a sampling rule that a request may give, checked. */
export type GivenSamplingRule = Partial<Omit<SamplingRule, 'RuleARN'>> & { RuleARN?: string }

type Rule = { rule: string; fits: (value: unknown) => boolean }

function text(maxChars: number, minChars = 0): Rule {
  return {
    rule: `a text of ${minChars} to ${maxChars} characters`,
    fits: value => typeof value === 'string' && value.length >= minChars && value.length <= maxChars,
  }
}

function wholeNumber(min: number, max = 2_147_483_647): Rule {
  return {
    rule: `a whole number from ${min} to ${max}`,
    fits: value => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  }
}

const RATE: Rule = {
  rule: 'a number from 0 to 1',
  fits: value => typeof value === 'number' && value >= 0 && value <= 1,
}

const MAX_ATTRIBUTES = 5

const FIELDS: Record<keyof SamplingRule, Rule> = {
  RuleName: text(32, 1),
  RuleARN: text(1011, 1),
  ResourceARN: text(500),
  Priority: wholeNumber(1, 9999),
  FixedRate: RATE,
  ReservoirSize: wholeNumber(0),
  ServiceName: text(64),
  ServiceType: text(64),
  Host: text(64),
  HTTPMethod: text(10),
  URLPath: text(128),
  Version: { rule: '1', fits: value => value === 1 },
  Attributes: {
    rule: `an object of at most ${MAX_ATTRIBUTES} texts`,
    fits: value =>
      isObject(value) &&
      Object.keys(value).length <= MAX_ATTRIBUTES &&
      Object.values(value).every(each => typeof each === 'string'),
  },
  SamplingRateBoost: {
    rule: '{ MaxRate: a number from 0 to 1, CooldownWindowMinutes: a whole number }',
    fits: value =>
      isObject(value) && RATE.fits(value.MaxRate) && wholeNumber(0).fits(value.CooldownWindowMinutes),
  },
}

/**
 * The sampling rule in a request; fields that nobody knows are left out.
 *
 *     readSamplingRule({ SamplingRule: { RuleName: 'pay', FixedRate: 0.5 } }, 'SamplingRule') → { RuleName: 'pay', FixedRate: 0.5 }
 *
 * @throws ApiError 400 when it is missing, or one of its fields breaks the API's rules
 * @see https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
 */
export function readSamplingRule(request: Record<string, unknown>, field: string): GivenSamplingRule {
  const value = request[field]
  if (!isObject(value)) throw invalidRequest(`${field} is ${quoteValue(value)}; it must be an object`)
  const given: Record<string, unknown> = {}
  for (const [name, { rule, fits }] of Object.entries(FIELDS)) {
    const part = value[name]
    if (part === undefined || part === null) continue
    if (!fits(part)) throw invalidRequest(`${field}.${name} is ${quoteValue(part)}; it must be ${rule}`)
    given[name] = part
  }
  return given
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
