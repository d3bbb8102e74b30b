import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSamplingTargets } from '../../src/sampling/sampling-targets.ts'

test('parseSamplingTargets() reads rate, quota, boost, interval, and what was not taken in', () => {
  const answer = {
    SamplingTargetDocuments: [
      {
        RuleName: 'cart',
        FixedRate: 0.1,
        ReservoirQuota: 0,
        ReservoirQuotaTTL: 1000.5,
        Interval: 30,
        SamplingBoost: { BoostRate: 0.5, BoostRateTTL: 2000 },
      },
      { RuleName: 'pay', ReservoirQuota: 3, SamplingBoost: {} },
      { FixedRate: 1 },
    ],
    LastRuleModification: 900,
    UnprocessedStatistics: [{ RuleName: 'gone', ErrorCode: 'x', Message: 'y' }, {}],
  }
  expect(parseSamplingTargets(answer)).toEqual({
    targets: [
      {
        ruleName: 'cart',
        rate: 0.1,
        quota: { perSecond: 0, endMillis: 1_000_500 },
        boost: { rate: 0.5, endMillis: 2_000_000 },
        intervalMillis: 30_000,
      },
      { ruleName: 'pay', rate: undefined, quota: undefined, boost: undefined, intervalMillis: undefined },
    ],
    lastModified: 900,
    unprocessed: ['gone'],
  })
})

test('parseSamplingTargets() reads whatever comes', () => {
  const answers = fc.oneof(
    fc.anything(),
    fc.record({ SamplingTargetDocuments: fc.array(fc.anything()), UnprocessedStatistics: fc.anything() }),
  )
  fc.assert(fc.property(answers, answer => Array.isArray(parseSamplingTargets(answer).targets)))
})
