import { MAX_STATISTICS_PER_CALL, quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import { DEFAULT_RULE } from './get-sampling-rules.ts'

/** What `GetSamplingTargets` answers. Times are epoch seconds. */
export interface GetSamplingTargetsResult {
  SamplingTargetDocuments: {
    RuleName: string
    FixedRate: number
    ReservoirQuota: number
    ReservoirQuotaTTL: number
    Interval: number
  }[]
  LastRuleModification: number
  UnprocessedStatistics: { RuleName?: string; ErrorCode: string; Message: string }[]
}

const QUOTA_SECONDS = 300
const INTERVAL_SECONDS = 10

/**
 * Takes in how often each rule was used, and says what may be taken by it. Statistics of rules that are not there are
 * answered as unprocessed.
 *
 * @param nowMillis epoch milliseconds
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingTargets.html
 */
export function getSamplingTargets(
  request: Record<string, unknown>,
  nowMillis: number,
): GetSamplingTargetsResult {
  const names = readRuleNames(request)
  const known = names.filter(name => name === DEFAULT_RULE.RuleName)
  return {
    SamplingTargetDocuments: known.map(RuleName => ({
      RuleName,
      FixedRate: DEFAULT_RULE.FixedRate,
      ReservoirQuota: DEFAULT_RULE.ReservoirSize,
      ReservoirQuotaTTL: Math.floor(nowMillis / 1000) + QUOTA_SECONDS,
      Interval: INTERVAL_SECONDS,
    })),
    LastRuleModification: 0,
    UnprocessedStatistics: names
      .filter(name => name !== DEFAULT_RULE.RuleName)
      .map(RuleName => ({
        RuleName,
        ErrorCode: 'RuleNotFound',
        Message: `There is no sampling rule ${quoteValue(RuleName)}`,
      })),
  }
}

function readRuleNames(request: Record<string, unknown>): string[] {
  const field = 'SamplingStatisticsDocuments'
  const documents = request[field]
  const rule = `it must be a list of 1 to ${MAX_STATISTICS_PER_CALL} documents`
  if (!Array.isArray(documents)) throw invalidRequest(`${field} is ${quoteValue(documents)}; ${rule}`)
  if (documents.length < 1 || documents.length > MAX_STATISTICS_PER_CALL)
    throw invalidRequest(`${field} has ${documents.length} items; ${rule}`)
  return documents.map(document => {
    const name = (document as { RuleName?: unknown } | null)?.RuleName
    if (typeof name === 'string') return name
    throw invalidRequest(`${field} has ${quoteValue(document)} in it, which has no RuleName`)
  })
}
