import { expect, test } from 'vitest'
import { AppliedRule } from '../../src/sampling/applied-rule.ts'
import { FIRST_ID, LAST_ID } from '../fixtures/sampling-rule.ts'

const taken = { decision: 2, attributes: { 'aws.xray.sampling_rule_name': 'cart' } }

test('a rule takes by its reservoir, then by its rate, and counts', () => {
  const rule = new AppliedRule('cart', 0.5, 1)
  expect([LAST_ID, LAST_ID, FIRST_ID].map(id => rule.decide(id, 0))).toEqual([taken, { decision: 0 }, taken])
  expect(rule.counts).toEqual({ requests: 3, sampled: 2, borrowed: 1 })
})

test('a rule of our own has no name that X-Ray would know', () => {
  expect(new AppliedRule(undefined, 1, 0).decide(LAST_ID, 0)).toEqual({ decision: 2 })
})

test('a boost raises the rate while it lasts, and never lowers it', () => {
  const rule = new AppliedRule('cart', 0, 0)
  rule.boost = { rate: 1, endMillis: 1000 }
  expect(rule.decide(LAST_ID, 999)).toEqual(taken)
  expect(rule.decide(FIRST_ID, 1000)).toEqual({ decision: 0 })
  rule.rate = 1
  rule.boost = { rate: 0, endMillis: 9000 }
  expect(rule.decide(LAST_ID, 2000)).toEqual(taken)
})

test('a rule with a boost has what it leaves out recorded, so that its end is seen', () => {
  const rule = new AppliedRule('cart', 0, 0)
  rule.boostCounts = { total: 0, anomalies: 0, sampledAnomalies: 0 }
  expect(rule.decide(FIRST_ID, 0)).toEqual({ ...taken, decision: 1 })
})
