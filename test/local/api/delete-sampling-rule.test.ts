import { expect, test } from 'vitest'
import { deleteSamplingRule } from '../../../src/local/api/delete-sampling-rule.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'

test('deleteSamplingRule() says what it has deleted, and never deletes Default', () => {
  const rules = new SamplingRuleBook()
  const { SamplingRule } = rules.get({ RuleName: 'Default' })!
  rules.put({ ...SamplingRule, RuleName: 'pay' }, 1)
  const { SamplingRuleRecord } = deleteSamplingRule({ RuleName: 'pay' }, rules, 5)
  expect(SamplingRuleRecord.SamplingRule.RuleName).toBe('pay')
  expect(rules.get({ RuleName: 'pay' })).toBeUndefined()
  expect(() => deleteSamplingRule({ RuleName: 'Default' }, rules, 6)).toThrow('cannot be deleted')
})
