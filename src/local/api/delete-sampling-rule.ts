import { invalidRequest } from '../../receiver/index.ts'
import type { SamplingRuleBook, SamplingRuleRecord } from '../sampling/sampling-rule-book.ts'
import { findSamplingRule } from './find-sampling-rule.ts'
import { readString } from './read-field.ts'

/**
 * Deletes a sampling rule, and says what it was.
 *
 * @throws ApiError 400 when there is no such sampling rule, or it is `Default`
 * @see https://docs.aws.amazon.com/xray/latest/api/API_DeleteSamplingRule.html
 */
export function deleteSamplingRule(
  request: Record<string, unknown>,
  rules: SamplingRuleBook,
  nowSeconds: number,
): { SamplingRuleRecord: SamplingRuleRecord } {
  const RuleName = readString(request, 'RuleName')
  const RuleARN = readString(request, 'RuleARN')
  const record = findSamplingRule(rules, { ...(RuleName && { RuleName }), ...(RuleARN && { RuleARN }) })
  if (record.SamplingRule.RuleName === 'Default')
    throw invalidRequest('The sampling rule Default cannot be deleted')
  rules.delete(record.SamplingRule.RuleName, nowSeconds)
  return { SamplingRuleRecord: record }
}
