import { expect, test } from 'vitest'
import { findSamplingRule } from '../../../src/local/api/find-sampling-rule.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'

const rules = new SamplingRuleBook()
const { RuleARN } = rules.get({ RuleName: 'Default' })!.SamplingRule

test('findSamplingRule() finds by name or by ARN', () => {
  expect(findSamplingRule(rules, { RuleARN }).SamplingRule.RuleName).toBe('Default')
  expect(findSamplingRule(rules, { RuleName: 'Default' }).SamplingRule.RuleARN).toBe(RuleARN)
})

test.each([
  [{}, 'neither are given'],
  [{ RuleName: 'Default', RuleARN }, 'both are given'],
  [{ RuleName: 'none' }, 'There is no sampling rule "none"'],
])('findSamplingRule() refuses %j', (ref, message) => {
  expect(() => findSamplingRule(rules, ref)).toThrow(message)
})
