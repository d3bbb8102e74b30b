import { expect, test } from 'vitest'
import { tryRules } from '../../../src/page/model/try-rules.ts'
import { parseSamplingRules } from '../../../src/sampling/index.ts'

const rule = (RuleName: string, more: object) => ({
  SamplingRule: { RuleName, FixedRate: 0.1, ReservoirSize: 1, Version: 1, ...more },
})
const rules = parseSamplingRules({
  SamplingRuleRecords: [
    rule('carts', { Priority: 10, HTTPMethod: 'POST', URLPath: '/cart*' }),
    rule('shop', { Priority: 20, ServiceName: 'shop-*' }),
    rule('Default', { Priority: 10_000 }),
  ],
})
const request = { service: '', type: '', host: '', method: '', path: '' }
const said = (more: Partial<typeof request>) =>
  tryRules(rules, { ...request, ...more }).map(({ isMatch, isDecisive }) =>
    isDecisive ? 'decides' : isMatch ? 'matches' : '-',
  )

test('tryRules() has the first rule that matches decide', () => {
  expect(said({ method: 'post', path: '/cart/7', service: 'shop-front' })).toEqual([
    'decides',
    'matches',
    'matches',
  ])
  expect(said({ service: 'SHOP-front' })).toEqual(['-', 'decides', 'matches'])
  expect(said({ host: 'a.example' })).toEqual(['-', '-', 'decides'])
})
