import { expect, test } from 'vitest'
import { SamplingUsage } from '../../../src/local/sampling/sampling-usage.ts'

const report = (ClientID: string, RequestCount: number) => ({
  RuleName: 'pay',
  ClientID,
  RequestCount,
  SampledCount: 1,
  BorrowCount: 0,
})

test('SamplingUsage divides a reservoir among those who have reported lately', () => {
  const usage = new SamplingUsage()
  usage.report(report('a', 30), 100)
  expect(usage.quotaOf('a', 'pay', 4, 100)).toBe(4)
  usage.report(report('b', 10), 105)
  expect([usage.quotaOf('a', 'pay', 4, 105), usage.quotaOf('b', 'pay', 4, 105)]).toEqual([3, 1])
  expect(usage.quotaOf('b', 'pay', 4, 138)).toBe(4)
  expect(usage.quotaOf('a', 'other', 4, 105)).toBe(0)
})

test('SamplingUsage adds up what all report in ten seconds, and forgets it after an hour', () => {
  const usage = new SamplingUsage()
  usage.report(report('a', 30), 100)
  usage.report(report('b', 10), 109)
  usage.report(report('b', 5), 110)
  expect(usage.summaries(120)).toMatchObject([
    { Timestamp: 110, RequestCount: 5 },
    { Timestamp: 100, RequestCount: 40, SampledCount: 2 },
  ])
  expect(usage.summaries(3800)).toEqual([])
})
