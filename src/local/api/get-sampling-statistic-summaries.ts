import type { SamplingStatisticSummary, SamplingUsage } from '../sampling/sampling-usage.ts'
import { readPage } from './read-page.ts'

/**
 * How often each sampling rule was used in the last hour, in spans of ten seconds, the latest first.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingStatisticSummaries.html
 */
export function getSamplingStatisticSummaries(
  request: Record<string, unknown>,
  usage: SamplingUsage,
  nowSeconds: number,
): { SamplingStatisticSummaries: SamplingStatisticSummary[]; NextToken?: string } {
  const { items, ...token } = readPage(request, usage.summaries(nowSeconds))
  return { SamplingStatisticSummaries: items, ...token }
}
