import { expect, test } from 'vitest'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'

test('SamplingRuleBook lists rules in the order in which they are looked at', () => {
  const rules = new SamplingRuleBook()
  const { SamplingRule } = rules.get({ RuleName: 'Default' })!
  for (const [RuleName, Priority] of [
    ['late', 9],
    ['b', 5],
    ['a', 5],
  ] as const) {
    rules.put({ ...SamplingRule, RuleName, Priority }, 3)
  }
  expect(rules.list().map(record => record.SamplingRule.RuleName)).toEqual(['a', 'b', 'late', 'Default'])
})

test('SamplingRuleBook remembers when a rule was made, and when any was changed', () => {
  const rules = new SamplingRuleBook()
  const { SamplingRule } = rules.get({ RuleName: 'Default' })!
  expect(rules.lastModifiedSeconds).toBe(0)
  rules.put({ ...SamplingRule, RuleName: 'a' }, 3)
  expect(rules.put({ ...SamplingRule, RuleName: 'a' }, 4)).toMatchObject({ CreatedAt: 3, ModifiedAt: 4 })
  rules.delete('a', 5)
  expect(rules.lastModifiedSeconds).toBe(5)
})
