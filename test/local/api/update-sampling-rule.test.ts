import { expect, test } from 'vitest'
import { updateSamplingRule } from '../../../src/local/api/update-sampling-rule.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'

test('updateSamplingRule() changes what is given, of Default the rate and the reservoir only', () => {
  const rules = new SamplingRuleBook()
  const update = (fields: object) =>
    updateSamplingRule({ SamplingRuleUpdate: { RuleName: 'Default', ...fields } }, rules, 9)
  expect(update({ FixedRate: 0.05, ReservoirSize: 2 }).SamplingRuleRecord).toMatchObject({
    SamplingRule: { RuleName: 'Default', FixedRate: 0.05, ReservoirSize: 2, Priority: 10_000 },
    ModifiedAt: 9,
  })
  expect(rules.lastModifiedSeconds).toBe(9)
  expect(() => update({ Host: 'x' })).toThrow('Host of the rule Default cannot be changed')
})
