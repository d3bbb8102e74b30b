import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RuleBook } from '../../src/sampling/rule-book.ts'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'
import type { SamplingTarget } from '../../src/sampling/sampling-targets.ts'
import { FIRST_ID, LAST_ID, samplingRule } from '../fixtures/sampling-rule.ts'

const path = (text: string) => () => sampledRequest({ 'url.path': text })
const nameOf = (decision: ReturnType<RuleBook['decide']>) =>
  decision?.attributes?.['aws.xray.sampling_rule_name']
const target = (fields: Partial<SamplingTarget>): SamplingTarget => ({
  ruleName: 'Default',
  rate: undefined,
  quota: undefined,
  boost: undefined,
  intervalMillis: undefined,
  ...fields,
})

function bookOf(...rules: Parameters<typeof samplingRule>[0][]) {
  const book = new RuleBook()
  book.replaceRules(rules.map(samplingRule), { name: 'shop' }, 0)
  return book
}

describe('RuleBook', () => {
  test('goes by the rule with the least priority, then by name, and leaves out those for other services', () => {
    const book = bookOf(
      { RuleName: 'Default', FixedRate: 1 },
      { RuleName: 'b', Priority: 5, URLPath: '/x', FixedRate: 1 },
      { RuleName: 'a', Priority: 5, URLPath: '/x*', FixedRate: 1 },
      { RuleName: 'stock', Priority: 1, ServiceName: 'stock', FixedRate: 1 },
    )
    expect(book.size).toBe(3)
    expect(['/x', '/y'].map(text => nameOf(book.decide(path(text), LAST_ID, 0)))).toEqual(['a', 'Default'])
  })

  test('decides nothing without rules, nor by rules that are more than an hour old', () => {
    expect(new RuleBook().decide(path('/'), FIRST_ID, 0)).toBeUndefined()
    const book = bookOf({ FixedRate: 1 })
    expect(book.decide(path('/'), FIRST_ID, 3_600_000)).toBeDefined()
    expect(book.decide(path('/'), FIRST_ID, 3_600_001)).toBeUndefined()
  })

  test('counts as in the example of the documentation', () => {
    // Reservoir 2, of which nothing is granted yet: 110 requests in 10 s, 10 borrowed, 10 % of the other 100.
    const book = bookOf({ ReservoirSize: 2, FixedRate: 0.1 })
    for (let n = 0; n < 110; n++) {
      const isBorrowed = n % 11 === 0
      book.decide(path('/'), !isBorrowed && n % 11 === 1 ? FIRST_ID : LAST_ID, Math.floor(n / 11) * 1000)
    }
    expect(book.takeStatistics('c', 10_000)).toEqual([
      {
        RuleName: 'Default',
        ClientID: 'c',
        Timestamp: 10,
        RequestCount: 110,
        SampledCount: 20,
        BorrowCount: 10,
      },
    ])
  })

  test('reports only what was used, and each rule at its interval', () => {
    const book = bookOf({ RuleName: 'a', URLPath: '/a', Priority: 1 }, {})
    book.decide(path('/a'), LAST_ID, 0)
    expect(book.takeStatistics('c', 0).map(({ RuleName }) => RuleName)).toEqual(['a'])
    book.applyTargets([target({ ruleName: 'a', intervalMillis: 30_000 })], 0)
    book.decide(path('/a'), LAST_ID, 10_000)
    expect(book.takeStatistics('c', 29_999)).toEqual([])
    expect(book.untilDue(29_000)).toBe(1000)
    expect(book.takeStatistics('c', 30_000)).toHaveLength(1)
  })

  test('reports at once when the clock was set back', () => {
    const book = bookOf({})
    book.applyTargets([target({})], 7_200_000)
    book.decide(path('/'), LAST_ID, 3_600_000)
    expect(book.untilDue(3_600_000)).toBe(10_000)
    expect(book.takeStatistics('c', 3_600_000)).toHaveLength(1)
    book.decide(path('/'), LAST_ID, 3_600_001)
    expect(book.takeStatistics('c', 3_600_001)).toEqual([])
  })

  test('reports all that is left when there is no later time', () => {
    const book = bookOf({})
    expect(book.hasStatistics).toBe(false)
    book.applyTargets([target({ intervalMillis: 60_000 })], 0)
    book.decide(path('/'), LAST_ID, 1000)
    expect(book.hasStatistics).toBe(true)
    expect(book.takeStatistics('c', 2000)).toEqual([])
    expect(book.takeStatistics('c', 2000, true)).toMatchObject([{ RequestCount: 1 }])
    expect(book.hasStatistics).toBe(false)
  })

  test('does as targets say', () => {
    const book = bookOf({ FixedRate: 0, ReservoirSize: 5 })
    book.applyTargets([target({ rate: 1 }), target({ ruleName: 'gone', rate: 0 })], 0)
    expect(book.decide(path('/'), LAST_ID, 0)?.decision).toBe(2)
    book.applyTargets([target({ rate: 0, quota: { perSecond: 0, endMillis: 9000 } })], 0)
    expect(book.decide(path('/'), FIRST_ID, 1000)?.decision).toBe(0)
    book.applyTargets([target({ boost: { rate: 1, endMillis: 3000 } })], 0)
    expect([2000, 3000].map(now => book.decide(path('/'), LAST_ID, now)?.decision)).toEqual([2, 0])
  })

  test('keeps what a rule was granted when the rules are read again, and begins with the rate of a changed one', () => {
    const book = bookOf({ FixedRate: 0 })
    book.applyTargets([target({ rate: 1, quota: { perSecond: 0, endMillis: 9000 } })], 0)
    book.replaceRules([samplingRule({ FixedRate: 0 })], {}, 0)
    expect(book.decide(path('/'), LAST_ID, 0)?.decision).toBe(2)
    book.replaceRules([samplingRule({ FixedRate: 0, ReservoirSize: 9 })], {}, 0)
    expect(book.decide(path('/'), FIRST_ID, 0)?.decision).toBe(0)
  })

  test('loses and invents no decision, whatever becomes of rules and reports', () => {
    const names = ['a', 'b', 'c', 'd']
    const steps = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ decide: fc.constantFrom(...names) }) },
        {
          weight: 2,
          arbitrary: fc.record({ report: fc.constantFrom('arrives', 'fails', 'is unprocessed') }),
        },
        fc.record({ rules: fc.subarray(names), rate: fc.constantFrom(0, 1) }),
      ),
      { maxLength: 200 },
    )
    fc.assert(
      fc.property(steps, all => {
        const book = new RuleBook()
        const made = { requests: 0, sampled: 0 }
        const told = { requests: 0, sampled: 0 }
        let known: string[] = []
        let now = 0
        const report = (outcome: string) => {
          now += 10_000
          const documents = book.takeStatistics('c', now)
          if (outcome === 'fails') return book.returnStatistics(documents, true)
          // What X-Ray does not want of a rule that is gone, it never will.
          const isRefused = (name: string) => outcome === 'is unprocessed' && known.includes(name)
          book.returnStatistics(
            documents.filter(({ RuleName }) => isRefused(RuleName)),
            false,
          )
          for (const { RuleName, RequestCount, SampledCount } of documents) {
            if (isRefused(RuleName)) continue
            told.requests += RequestCount
            told.sampled += SampledCount
          }
        }
        for (const step of all) {
          now += 100
          if ('report' in step) report(step.report)
          else if ('rules' in step) {
            known = step.rules
            const rules = known.map(name =>
              samplingRule({ RuleName: name, URLPath: `/${name}`, FixedRate: step.rate }),
            )
            book.replaceRules(rules, {}, now)
          } else {
            const decision = book.decide(path(`/${step.decide}`), LAST_ID, now)
            if (!decision) continue
            made.requests++
            if (decision.decision === 2) made.sampled++
          }
        }
        report('arrives')
        expect(told).toEqual(made)
      }),
    )
  })

  test('tells of failed requests where the rule has a boost, with its statistics', () => {
    const boosted = { RuleName: 'a', Priority: 1, URLPath: '/a', SamplingRateBoost: { MaxRate: 0.5 } }
    const book = bookOf(boosted, {})
    const ends = [
      { isSampled: true, isAnomaly: true },
      { isSampled: false, isAnomaly: true },
      { isSampled: false, isAnomaly: false },
    ]
    for (const end of ends) {
      for (const name of ['a', 'Default', 'gone']) book.noteEnd(name, end)
    }
    const taken = book.takeBoostStatistics(['a', 'Default'], 5000)
    expect(taken).toEqual([
      {
        RuleName: 'a',
        ServiceName: 'shop',
        Timestamp: 5,
        AnomalyCount: 2,
        TotalCount: 3,
        SampledAnomalyCount: 1,
      },
    ])
    expect(book.takeBoostStatistics(['a'], 5000)).toEqual([])
    book.returnBoostStatistics(taken)
    book.noteEnd('a', ends[2]!)
    // What was counted stays with the name of a rule that was changed, and goes with its boost.
    book.replaceRules([samplingRule({ ...boosted, FixedRate: 1 })], { name: 'shop' }, 0)
    expect(book.takeBoostStatistics(['a'], 5000)).toMatchObject([{ TotalCount: 4, AnomalyCount: 2 }])
    book.noteEnd('a', ends[0]!)
    book.replaceRules([samplingRule({ RuleName: 'a', FixedRate: 1 })], { name: 'shop' }, 0)
    expect(book.takeBoostStatistics(['a'], 5000)).toEqual([])
  })
})
