import { fieldOf } from './field-of.ts'

/** How often a rule was used, as `GetSamplingTargets` takes it. */
export interface SamplingStatisticsDocument {
  readonly RuleName: string
  /** 24 hex digits, the same for the life of a sampler. */
  readonly ClientID: string
  /** Epoch seconds. */
  readonly Timestamp: number
  readonly RequestCount: number
  readonly SampledCount: number
  readonly BorrowCount: number
}

/** How the requests of a rule with a boost went, as `GetSamplingTargets` takes it. */
export interface SamplingBoostStatisticsDocument {
  readonly RuleName: string
  readonly ServiceName: string
  /** Epoch seconds. */
  readonly Timestamp: number
  readonly AnomalyCount: number
  readonly TotalCount: number
  readonly SampledAnomalyCount: number
}

/** What one client may take by a rule from now on. */
export interface SamplingTarget {
  readonly ruleName: string
  readonly rate: number | undefined
  /** Requests a second, and until when, in epoch milliseconds. */
  readonly quota: { readonly perSecond: number; readonly endMillis: number } | undefined
  readonly boost: { readonly rate: number; readonly endMillis: number } | undefined
  readonly intervalMillis: number | undefined
}

/** What `GetSamplingTargets` answered. */
export interface SamplingTargets {
  readonly targets: readonly SamplingTarget[]
  /** When rules were last changed, in epoch seconds; `undefined` when it is not said. */
  readonly lastModified: number | undefined
  /** Names of the rules whose statistics were not taken in. */
  readonly unprocessed: readonly string[]
}

/**
 * Reads the answer of `GetSamplingTargets`; what can't be read is left out.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingTargets.html
 */
export function parseSamplingTargets(answer: unknown): SamplingTargets {
  return {
    targets: listOf(answer, 'SamplingTargetDocuments').flatMap(item => parseTarget(item) ?? []),
    lastModified: numberOf(answer, 'LastRuleModification'),
    unprocessed: listOf(answer, 'UnprocessedStatistics').flatMap(item => {
      const name = fieldOf(item, 'RuleName')
      return typeof name === 'string' ? name : []
    }),
  }
}

function parseTarget(value: unknown): SamplingTarget | undefined {
  const ruleName = fieldOf(value, 'RuleName')
  if (typeof ruleName !== 'string') return undefined
  const perSecond = numberOf(value, 'ReservoirQuota')
  const end = numberOf(value, 'ReservoirQuotaTTL')
  const boost = fieldOf(value, 'SamplingBoost')
  const boostRate = numberOf(boost, 'BoostRate')
  const boostEnd = numberOf(boost, 'BoostRateTTL')
  const interval = numberOf(value, 'Interval')
  return {
    ruleName,
    rate: numberOf(value, 'FixedRate'),
    quota: perSecond === undefined || end === undefined ? undefined : { perSecond, endMillis: end * 1000 },
    boost:
      boostRate === undefined || boostEnd === undefined
        ? undefined
        : { rate: boostRate, endMillis: boostEnd * 1000 },
    intervalMillis: interval && interval * 1000,
  }
}

function listOf(value: unknown, field: string): unknown[] {
  const list = fieldOf(value, field)
  return Array.isArray(list) ? list : []
}

/** A number that is finite and not below zero. */
function numberOf(value: unknown, field: string): number | undefined {
  const number = fieldOf(value, field)
  return typeof number === 'number' && number >= 0 && Number.isFinite(number) ? number : undefined
}
