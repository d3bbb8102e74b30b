import { expect, test } from 'vitest'
import { getSamplingStatisticSummaries } from '../../../src/local/api/get-sampling-statistic-summaries.ts'
import { SamplingUsage } from '../../../src/local/sampling/sampling-usage.ts'

test('getSamplingStatisticSummaries() gives what was reported', () => {
  const usage = new SamplingUsage()
  usage.report({ RuleName: 'pay', ClientID: 'a', RequestCount: 5, SampledCount: 2, BorrowCount: 1 }, 1003)
  expect(getSamplingStatisticSummaries({}, usage, 1010)).toEqual({
    SamplingStatisticSummaries: [
      { RuleName: 'pay', Timestamp: 1000, RequestCount: 5, BorrowCount: 1, SampledCount: 2 },
    ],
  })
})
