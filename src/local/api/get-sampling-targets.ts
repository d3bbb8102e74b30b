import { MAX_STATISTICS_PER_CALL, quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { SamplingRuleBook } from '../sampling/sampling-rule-book.ts'
import {
  REPORT_SECONDS,
  type SamplingStatisticsDocument,
  type SamplingUsage,
} from '../sampling/sampling-usage.ts'

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
  UnprocessedBoostStatistics: { RuleName?: string; ErrorCode: string; Message: string }[]
}

/** What the answer is made from. */
export interface SamplingState {
  rules: SamplingRuleBook
  usage: SamplingUsage
}

const QUOTA_SECONDS = 300

/**
 * Takes in how often each rule was used, and says what each client may take by it: its share of the reservoir. Statistics
 * of rules that are not there are answered as unprocessed. No rate is ever raised for anomalies.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingTargets.html
 */
export function getSamplingTargets(
  request: Record<string, unknown>,
  { rules, usage }: SamplingState,
  nowSeconds: number,
): GetSamplingTargetsResult {
  const documents = readDocuments(request)
  const known = documents.filter(({ RuleName }) => rules.get({ RuleName }))
  for (const document of known) usage.report(document, nowSeconds)
  return {
    SamplingTargetDocuments: known.map(({ RuleName, ClientID }) => {
      const { FixedRate, ReservoirSize } = rules.get({ RuleName })!.SamplingRule
      return {
        RuleName,
        FixedRate,
        ReservoirQuota: usage.quotaOf(ClientID, RuleName, ReservoirSize, nowSeconds),
        ReservoirQuotaTTL: Math.floor(nowSeconds) + QUOTA_SECONDS,
        Interval: REPORT_SECONDS,
      }
    }),
    LastRuleModification: rules.lastModifiedSeconds,
    UnprocessedStatistics: documents
      .filter(({ RuleName }) => !rules.get({ RuleName }))
      .map(({ RuleName }) => ({
        RuleName,
        ErrorCode: 'RuleNotFound',
        Message: `There is no sampling rule ${quoteValue(RuleName)}`,
      })),
    UnprocessedBoostStatistics: [],
  }
}

function readDocuments(request: Record<string, unknown>): SamplingStatisticsDocument[] {
  const field = 'SamplingStatisticsDocuments'
  const documents = request[field]
  const rule = `it must be a list of 1 to ${MAX_STATISTICS_PER_CALL} documents`
  if (!Array.isArray(documents)) throw invalidRequest(`${field} is ${quoteValue(documents)}; ${rule}`)
  if (documents.length < 1 || documents.length > MAX_STATISTICS_PER_CALL)
    throw invalidRequest(`${field} has ${documents.length} items; ${rule}`)
  return documents.map(document => {
    const fields = (document ?? {}) as Record<string, unknown>
    const { RuleName, ClientID } = fields
    if (typeof RuleName === 'string' && typeof ClientID === 'string') {
      return {
        RuleName,
        ClientID,
        RequestCount: countOf(fields.RequestCount),
        SampledCount: countOf(fields.SampledCount),
        BorrowCount: countOf(fields.BorrowCount),
      }
    }
    throw invalidRequest(`${field} has ${quoteValue(document)} in it, which has no RuleName and ClientID`)
  })
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? Math.floor(value) : 0
}
