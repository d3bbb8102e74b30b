import { quoteValue } from '../../document/index.ts'
import { ApiError, invalidRequest } from '../../receiver/index.ts'
import type { SamplingRuleBook, SamplingRuleRecord } from '../sampling/sampling-rule-book.ts'
import { readSamplingRule } from './read-sampling-rule.ts'

const REQUIRED = [
  'RuleName',
  'ResourceARN',
  'Priority',
  'FixedRate',
  'ReservoirSize',
  'ServiceName',
  'ServiceType',
  'Host',
  'HTTPMethod',
  'URLPath',
  'Version',
] as const

/** As in AWS, `Default` not counted. */
const MAX_RULES = 25

/**
 * Makes a sampling rule.
 *
 * @throws ApiError 400 when the request breaks a rule of the API, or there are 25 already
 * @see https://docs.aws.amazon.com/xray/latest/api/API_CreateSamplingRule.html
 */
export function createSamplingRule(
  request: Record<string, unknown>,
  rules: SamplingRuleBook,
  nowSeconds: number,
): { SamplingRuleRecord: SamplingRuleRecord } {
  const given = readSamplingRule(request, 'SamplingRule')
  const missing = REQUIRED.find(field => given[field] === undefined)
  if (missing)
    throw invalidRequest(`SamplingRule.${missing} is missing; a sampling rule needs ${REQUIRED.join(', ')}`)
  const { RuleARN: _, ...rule } = given as Required<typeof given>
  if (rules.get({ RuleName: rule.RuleName })) {
    throw invalidRequest(
      `There is a sampling rule ${quoteValue(rule.RuleName)} already; change it with UpdateSamplingRule`,
    )
  }
  if (rules.list().length > MAX_RULES) {
    throw new ApiError(
      'RuleLimitExceededException',
      400,
      `There are ${MAX_RULES} sampling rules already; delete one first`,
    )
  }
  return { SamplingRuleRecord: rules.put({ ...rule, Attributes: rule.Attributes ?? {} }, nowSeconds) }
}
