import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSamplingRules } from '../../src/sampling/sampling-rule.ts'
import { rulesAnswer, samplingRule } from '../fixtures/sampling-rule.ts'

const record = (SamplingRule: unknown) => ({ SamplingRuleRecords: [{ SamplingRule }] })

test('parseSamplingRules() reads a rule with all of its fields', () => {
  const rule = {
    RuleName: 'cart',
    Priority: 7,
    FixedRate: 0.5,
    Host: 'a.*',
    Attributes: { tier: 'g?ld' },
    SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 1 },
  }
  expect(parseSamplingRules(rulesAnswer([rule]))).toEqual([samplingRule(rule)])
})

test('parseSamplingRules() fills what is missing with what fits everything', () => {
  expect(parseSamplingRules(record({ RuleName: 'cart', FixedRate: 1, Attributes: null }))).toEqual([
    samplingRule({ RuleName: 'cart', FixedRate: 1, ReservoirSize: 0 }),
  ])
})

test.each([
  [{ RuleName: 'cart' }],
  [{ RuleName: '', FixedRate: 1 }],
  [{ RuleName: 'cart', FixedRate: 1.1 }],
  [{ RuleName: 'cart', FixedRate: 'all' }],
  [{ RuleName: 'cart', FixedRate: 1, Version: 2 }],
  [null],
])('parseSamplingRules() leaves out %j', rule => {
  expect(parseSamplingRules(record(rule))).toEqual([])
})

test('parseSamplingRules() reads whatever comes', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.anything().map(record)),
      answer => parseSamplingRules(answer).length >= 0,
    ),
  )
})
