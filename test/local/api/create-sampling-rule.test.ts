import { expect, test } from 'vitest'
import { createSamplingRule } from '../../../src/local/api/create-sampling-rule.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'

const RULE = {
  RuleName: 'pay',
  ResourceARN: '*',
  Priority: 10,
  FixedRate: 0.5,
  ReservoirSize: 3,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '/pay/*',
  Version: 1,
}

test('createSamplingRule() makes a rule, once', () => {
  const rules = new SamplingRuleBook()
  expect(createSamplingRule({ SamplingRule: RULE }, rules, 7)).toEqual({
    SamplingRuleRecord: {
      SamplingRule: { ...RULE, Attributes: {}, RuleARN: 'arn:aws:xray:local:000000000000:sampling-rule/pay' },
      CreatedAt: 7,
      ModifiedAt: 7,
    },
  })
  expect(() => createSamplingRule({ SamplingRule: RULE }, rules, 8)).toThrow(
    'There is a sampling rule "pay" already',
  )
})

test('createSamplingRule() wants all that a rule needs', () => {
  const { Host: _, ...rest } = RULE
  expect(() => createSamplingRule({ SamplingRule: rest }, new SamplingRuleBook(), 1)).toThrow(
    'SamplingRule.Host is missing',
  )
})

test('createSamplingRule() makes 25 rules, not more', () => {
  const rules = new SamplingRuleBook()
  const create = (at: number) =>
    createSamplingRule({ SamplingRule: { ...RULE, RuleName: `r${at}` } }, rules, 1)
  for (let at = 0; at < 25; at++) create(at)
  expect(() => create(25)).toThrow(
    expect.objectContaining({ type: 'RuleLimitExceededException', status: 400 }),
  )
})
