import { quoteValue } from '../../document/index.ts'
import { invalidRequest } from '../../receiver/index.ts'
import type { SamplingRuleBook, SamplingRuleRecord, SamplingRuleRef } from '../sampling/sampling-rule-book.ts'

/**
 * The sampling rule that a request names.
 *
 * @throws ApiError 400 when it names it by name and ARN, or by neither, or there is none
 */
export function findSamplingRule(
  rules: SamplingRuleBook,
  { RuleName, RuleARN }: SamplingRuleRef,
): SamplingRuleRecord {
  if ((RuleName === undefined) === (RuleARN === undefined)) {
    throw invalidRequest(
      `A sampling rule is named by RuleName or by RuleARN; ${RuleName === undefined ? 'neither' : 'both'} are given`,
    )
  }
  const record = rules.get(RuleName === undefined ? { RuleARN: RuleARN! } : { RuleName })
  if (record) return record
  throw invalidRequest(
    `There is no sampling rule ${quoteValue(RuleName ?? RuleARN)}; list them with GetSamplingRules`,
  )
}
