import { invalidRequest } from '../../receiver/index.ts'
import type { SamplingRuleBook, SamplingRuleRecord } from '../sampling/sampling-rule-book.ts'
import { findSamplingRule } from './find-sampling-rule.ts'
import { readSamplingRule } from './read-sampling-rule.ts'

/** All that can be changed of the rule that is always there. */
const OF_DEFAULT = new Set(['RuleName', 'RuleARN', 'FixedRate', 'ReservoirSize'])

/**
 * Changes what is given of a sampling rule.
 *
 * @throws ApiError 400 when the request breaks a rule of the API, or there is no such sampling rule
 * @see https://docs.aws.amazon.com/xray/latest/api/API_UpdateSamplingRule.html
 */
export function updateSamplingRule(
  request: Record<string, unknown>,
  rules: SamplingRuleBook,
  nowSeconds: number,
): { SamplingRuleRecord: SamplingRuleRecord } {
  const given = readSamplingRule(request, 'SamplingRuleUpdate')
  const { SamplingRule } = findSamplingRule(rules, given)
  const fixed = Object.keys(given).find(field => !OF_DEFAULT.has(field))
  if (SamplingRule.RuleName === 'Default' && fixed) {
    throw invalidRequest(
      `${fixed} of the rule Default cannot be changed; only FixedRate and ReservoirSize can`,
    )
  }
  return {
    SamplingRuleRecord: rules.put({ ...SamplingRule, ...given, RuleName: SamplingRule.RuleName }, nowSeconds),
  }
}
