import { expect, test } from 'vitest'
import { getSamplingRules } from '../../../src/local/api/get-sampling-rules.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'
import { parseSamplingRules } from '../../../src/sampling/sampling-rule.ts'

test('getSamplingRules() answers the rule by which everything is taken, as a sampler reads it', () => {
  expect(parseSamplingRules(getSamplingRules({}, new SamplingRuleBook()))).toMatchObject([
    { RuleName: 'Default', Priority: 10_000, FixedRate: 1, URLPath: '*' },
  ])
})

test('getSamplingRules() refuses a token that is no text', () => {
  expect(() => getSamplingRules({ NextToken: 1 }, new SamplingRuleBook())).toThrow('NextToken')
})
