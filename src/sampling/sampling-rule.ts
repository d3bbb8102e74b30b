import { fieldOf } from './field-of.ts'

/** A sampling rule, under the names of X-Ray's API. The texts are globs: `*` is any characters, `?` is one. */
export interface SamplingRule {
  readonly RuleName: string
  /** 1 to 9,999; the rule with the least that matches decides. */
  readonly Priority: number
  /** The share, 0 to 1, of what the reservoir does not take. */
  readonly FixedRate: number
  /** Requests a second that are taken before the rate counts, by all clients together. */
  readonly ReservoirSize: number
  readonly ServiceName: string
  readonly ServiceType: string
  readonly Host: string
  readonly HTTPMethod: string
  readonly URLPath: string
  readonly ResourceARN: string
  readonly Attributes: Readonly<Record<string, string>>
  /** There where X-Ray may raise the rate for a while, when many requests fail; how far is X-Ray's affair. */
  readonly SamplingRateBoost?: unknown
}

/**
 * The rules of a page that `GetSamplingRules` answered, by priority and then by name. What is no rule, or one of another
 * version than 1, is left out; a text that is missing is `*`.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
 */
export function parseSamplingRules(answer: unknown): SamplingRule[] {
  const records = fieldOf(answer, 'SamplingRuleRecords')
  if (!Array.isArray(records)) return []
  return records.flatMap(record => parseSamplingRule(fieldOf(record, 'SamplingRule')) ?? [])
}

function parseSamplingRule(value: unknown): SamplingRule | undefined {
  const text = (field: string) => {
    const given = fieldOf(value, field)
    return typeof given === 'string' && given !== '' ? given : '*'
  }
  const name = fieldOf(value, 'RuleName')
  const rate = fieldOf(value, 'FixedRate')
  if (typeof name !== 'string' || name === '' || !isWithin(rate, 0, 1)) return undefined
  if ((fieldOf(value, 'Version') ?? 1) !== 1) return undefined
  const priority = fieldOf(value, 'Priority')
  const size = fieldOf(value, 'ReservoirSize')
  const boost = fieldOf(value, 'SamplingRateBoost')
  return {
    RuleName: name,
    Priority: isWithin(priority, 0, 10_000) ? priority : 10_000,
    FixedRate: rate,
    ReservoirSize: isWithin(size, 0, 1e9) ? size : 0,
    ServiceName: text('ServiceName'),
    ServiceType: text('ServiceType'),
    Host: text('Host'),
    HTTPMethod: text('HTTPMethod'),
    URLPath: text('URLPath'),
    ResourceARN: text('ResourceARN'),
    Attributes: parseAttributes(fieldOf(value, 'Attributes')),
    ...(boost !== undefined && boost !== null && { SamplingRateBoost: boost }),
  }
}

function parseAttributes(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, glob]) => typeof glob === 'string'))
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most
}
