import type { SamplingRuleBook, SamplingRuleRecord } from '../sampling/sampling-rule-book.ts'
import { refuseToken } from './read-page.ts'

/**
 * The sampling rules, in the order in which they are looked at. There are 26 at most, on one page.
 *
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingRules.html
 */
export function getSamplingRules(
  request: Record<string, unknown>,
  rules: SamplingRuleBook,
): { SamplingRuleRecords: SamplingRuleRecord[] } {
  refuseToken(request)
  return { SamplingRuleRecords: rules.list() }
}
