import { expect, test } from 'vitest'
import { getSamplingTargets } from '../../../src/local/api/get-sampling-targets.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'
import { SamplingUsage } from '../../../src/local/sampling/sampling-usage.ts'

const STATE = { rules: new SamplingRuleBook(), usage: new SamplingUsage() }

const statistics = (RuleName: unknown) => ({
  RuleName,
  ClientID: 'a'.repeat(24),
  Timestamp: 1,
  RequestCount: 1,
  SampledCount: 1,
  BorrowCount: 0,
})

test('getSamplingTargets() answers for the rule that is there, and for each that is not', () => {
  const SamplingStatisticsDocuments = [statistics('Default'), statistics('gone')]
  expect(getSamplingTargets({ SamplingStatisticsDocuments }, STATE, 1000.5)).toEqual({
    SamplingTargetDocuments: [
      { RuleName: 'Default', FixedRate: 1, ReservoirQuota: 1, ReservoirQuotaTTL: 1300, Interval: 10 },
    ],
    LastRuleModification: 0,
    UnprocessedBoostStatistics: [],
    UnprocessedStatistics: [
      { RuleName: 'gone', ErrorCode: 'RuleNotFound', Message: 'There is no sampling rule "gone"' },
    ],
  })
})

test.each([
  [undefined, 'SamplingStatisticsDocuments is missing; it must be a list of 1 to 25 documents'],
  [[], 'has 0 items'],
  [Array(26).fill(statistics('Default')), 'has 26 items'],
  [[statistics(7)], 'has no RuleName'],
  [[null], 'has no RuleName'],
])('getSamplingTargets() refuses %j', (SamplingStatisticsDocuments, message) => {
  expect(() => getSamplingTargets({ SamplingStatisticsDocuments }, STATE, 0)).toThrow(message)
})
