import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { XRayIdGenerator } from '../../src/ids/index.ts'
import { RuleBook } from '../../src/sampling/rule-book.ts'
import { RulePoller } from '../../src/sampling/rule-poller.ts'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'
import type { SamplingStatisticsDocument } from '../../src/sampling/sampling-targets.ts'
import { FIRST_ID, LAST_ID, rulesAnswer } from '../fixtures/sampling-rule.ts'

type Answer = (path: string, request: Record<string, unknown>) => unknown

/** A poller whose hours pass in no time. */
function pollerOf(answer: Answer, random = 0) {
  const book = new RuleBook()
  const calls: { at: number; path: string; request: Record<string, unknown> }[] = []
  const outcomes: unknown[] = []
  let timers: { at: number; callback: () => void }[] = []
  let now = 1_000_000
  const begin = now
  const poller = new RulePoller({
    book,
    call: async (path, request) => {
      calls.push({ at: (now - begin) / 1000, path, request: request as Record<string, unknown> })
      return answer(path, request as Record<string, unknown>)
    },
    clientId: 'c'.repeat(24),
    service: () => ({ name: 'shop' }),
    now: () => now,
    random: () => random,
    schedule: (millis, callback) => {
      const timer = { at: now + millis, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter(each => each !== timer)
      }
    },
    onRules: outcome => outcomes.push(outcome),
  })
  const settle = () => new Promise(resolve => setImmediate(resolve))
  const pass = async (seconds: number) => {
    const end = now + seconds * 1000
    await settle()
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      timers = timers.filter(each => each !== next)
      now = next.at
      next.callback()
      await settle()
    }
    now = end
  }
  const decide = (urlPath: string) => book.decide(() => sampledRequest({ 'url.path': urlPath }), LAST_ID, now)
  const times = (path: string) => calls.filter(call => call.path === path).map(({ at }) => at)
  return { book, calls, decide, nowSeconds: () => now / 1000, outcomes, pass, poller, times }
}

const isRules = (path: string) => path === '/GetSamplingRules'
const statisticsOf = (request: Record<string, unknown>) =>
  request.SamplingStatisticsDocuments as SamplingStatisticsDocument[]

describe('RulePoller', () => {
  test('reads all pages, and again every 5 minutes and a little', async () => {
    const pages: Record<string, unknown> = {
      none: rulesAnswer([{ RuleName: 'a' }], 'second'),
      second: rulesAnswer([{ RuleName: 'b' }], 'third'),
      third: rulesAnswer([{ RuleName: 'c' }]),
    }
    const { outcomes, pass, poller, times } = pollerOf(
      (_, { NextToken = 'none' }) => pages[String(NextToken)],
      0.5,
    )
    poller.start()
    await pass(303)
    expect(outcomes).toEqual([{ count: 3 }, { count: 3 }])
    expect(times('/GetSamplingRules')).toEqual([0, 0, 0, 302.5, 302.5, 302.5])
    expect(times('/SamplingTargets')).toEqual([])
  })

  test('tries again after 5 s, then less and less often, while there are no rules', async () => {
    let isThere = false
    const { book, outcomes, pass, poller, times } = pollerOf(() => {
      if (isThere) return rulesAnswer([{}])
      throw new Error('nobody there')
    })
    poller.start()
    await pass(40)
    expect(times('/GetSamplingRules')).toEqual([0, 5, 15, 35])
    isThere = true
    await pass(40)
    expect(book.size).toBe(1)
    expect(outcomes.at(-1)).toEqual({ count: 1 })
  })

  test('tells every 10 s what was used, in calls of at most 25', async () => {
    const rules = Array.from({ length: 60 }, (_, n) => ({ RuleName: `r${n}`, URLPath: `/${n}` }))
    const { calls, decide, pass, poller } = pollerOf(path => (isRules(path) ? rulesAnswer(rules) : {}))
    poller.start()
    await pass(1)
    for (let n = 0; n < 55; n++) decide(`/${n}`)
    await pass(30)
    const told = calls.filter(({ path }) => !isRules(path))
    expect(told.map(({ at, request }) => [at, statisticsOf(request).length])).toEqual([
      [10, 25],
      [10, 25],
      [10, 5],
    ])
    expect(statisticsOf(told[0]!.request)[0]).toEqual({
      RuleName: 'r0',
      ClientID: 'c'.repeat(24),
      Timestamp: 1010,
      RequestCount: 1,
      SampledCount: 1,
      BorrowCount: 1,
    })
  })

  test('tells again what did not arrive, and what was not processed', async () => {
    let count = 0
    const { calls, decide, pass, poller } = pollerOf(path => {
      if (isRules(path)) return rulesAnswer([{}])
      if (count++ === 0) throw new Error('cut off')
      return { UnprocessedStatistics: count === 2 ? [{ RuleName: 'Default' }] : [] }
    })
    poller.start()
    await pass(1)
    decide('/')
    await pass(10)
    decide('/')
    await pass(50)
    const counts = calls
      .filter(({ path }) => !isRules(path))
      .map(({ request }) => statisticsOf(request)[0]?.RequestCount)
    expect(counts).toEqual([1, 2, 2])
  })

  test('does as targets say, and reads the rules at once when they were changed', async () => {
    let modified = 0
    const { decide, pass, poller, times, nowSeconds } = pollerOf(path =>
      isRules(path)
        ? rulesAnswer([{ FixedRate: 0, ReservoirSize: 9 }])
        : {
            SamplingTargetDocuments: [{ RuleName: 'Default', FixedRate: 1, Interval: 20 }],
            LastRuleModification: modified,
          },
    )
    poller.start()
    await pass(1)
    expect(['/', '/'].map(path => decide(path)?.decision)).toEqual([2, 0])
    await pass(10)
    expect(['/', '/'].map(path => decide(path)?.decision)).toEqual([2, 2])
    expect(times('/GetSamplingRules')).toEqual([0])
    modified = nowSeconds()
    await pass(30)
    expect(times('/SamplingTargets')).toEqual([10, 30])
    expect(times('/GetSamplingRules')).toEqual([0, 30])
  })

  test('rules that come late do not replace those that were read since', async () => {
    let letGo = () => {}
    let modified = 0
    let rate = 0
    const { decide, pass, poller, nowSeconds, outcomes, times } = pollerOf(async path => {
      if (!isRules(path)) return { LastRuleModification: modified }
      const rules = rulesAnswer([{ FixedRate: rate }])
      if (times(path).length === 2) await new Promise<void>(resolve => (letGo = resolve))
      return rules
    })
    poller.start()
    await pass(301)
    // Changed while the second reading is not yet answered.
    rate = 1
    modified = nowSeconds()
    decide('/')
    await pass(20)
    letGo()
    await pass(1)
    expect(decide('/')?.decision).toBe(2)
    expect(outcomes).toHaveLength(2)
    await pass(300)
    expect(times('/GetSamplingRules')).toEqual([0, 300, 310, 610])
  })

  test('a clock that is wrong keeps no change from being seen', async () => {
    let modified = 5
    const { decide, pass, poller, times } = pollerOf(path =>
      isRules(path) ? rulesAnswer([{}]) : { LastRuleModification: modified },
    )
    poller.start()
    for (let n = 0; n < 4; n++) {
      if (n === 2) modified = 6
      await pass(10)
      decide('/')
    }
    expect(times('/GetSamplingRules')).toEqual([0, 30])
  })

  test('asks nothing more once it is stopped', async () => {
    const { calls, pass, poller } = pollerOf(() => rulesAnswer([{}]))
    poller.start()
    await pass(1)
    poller.stop()
    await pass(1000)
    expect(calls).toHaveLength(1)
  })

  test('tells at once when it is flushed, behind what is under way, and takes back what did not arrive', async () => {
    let letGo = () => {}
    let isThere = true
    const { book, calls, decide, pass, poller } = pollerOf(async (path: string) => {
      if (isRules(path)) return rulesAnswer([{}])
      if (!isThere) throw new Error('gone')
      await new Promise<void>(resolve => {
        letGo = resolve
      })
      return {}
    })
    poller.start()
    await pass(1)
    decide('/')
    await pass(10)
    decide('/')
    decide('/')
    const flushed = poller.flush()
    await pass(0)
    expect(calls.filter(({ path }) => !isRules(path))).toHaveLength(1)
    letGo()
    await pass(0)
    letGo()
    await flushed
    const told = () =>
      calls.filter(({ path }) => !isRules(path)).map(({ request }) => statisticsOf(request)[0])
    expect(told()).toMatchObject([{ RequestCount: 1 }, { RequestCount: 2 }])
    isThere = false
    decide('/')
    await poller.flush()
    expect(told()).toHaveLength(3)
    expect(book.hasStatistics).toBe(true)
  })

  test('tells of failed requests beside the statistics, and again when that did not arrive', async () => {
    let isThere = false
    const { book, calls, decide, pass, poller } = pollerOf(path => {
      if (isRules(path)) return rulesAnswer([{ SamplingRateBoost: { MaxRate: 1 } }])
      if (!isThere) throw new Error('gone')
      return {}
    })
    poller.start()
    await pass(1)
    decide('/')
    book.noteEnd('Default', { isSampled: true, isAnomaly: true })
    await pass(10)
    isThere = true
    await pass(20)
    const told = calls
      .filter(({ path }) => !isRules(path))
      .map(({ request }) => request.SamplingBoostStatisticsDocuments)
    const counts = {
      RuleName: 'Default',
      ServiceName: 'shop',
      AnomalyCount: 1,
      TotalCount: 1,
      SampledAnomalyCount: 1,
    }
    expect(told).toEqual([[{ ...counts, Timestamp: 1010 }], [{ ...counts, Timestamp: expect.any(Number) }]])
  })

  test('with N clients and a server that divides as documented, the sampled rate is the rule’s', async () => {
    const fleets = fc.record({
      /** Requests a second of each client. */
      loads: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
      reservoir: fc.nat(20),
      rate: fc.integer({ min: 0, max: 20 }).map(n => n / 20),
    })
    await fc.assert(
      fc.asyncProperty(fleets, async ({ loads, reservoir, rate }) => {
        const asked = loads.reduce((sum, load) => sum + load)
        const sampledBy = (taken: number) => SECONDS * (taken + rate * (asked - taken))
        // Dividing in whole numbers leaves less than one for each client.
        const most = Math.min(reservoir, asked)
        const least = Math.max(0, most - loads.length)
        const { sampled, fromReservoir } = await runFleet(loads, reservoir, rate)
        for (const taken of fromReservoir) {
          expect(taken).toBeLessThanOrEqual(most)
          expect(taken).toBeGreaterThanOrEqual(least)
        }
        // Seven times the deviation to be expected.
        const deviation = 7 * Math.sqrt(SECONDS * asked * rate * (1 - rate))
        expect(sampled).toBeGreaterThanOrEqual(sampledBy(least) - deviation)
        expect(sampled).toBeLessThanOrEqual(sampledBy(most) + deviation)
      }),
      { numRuns: 20 },
    )
  })
})

/** By then all clients have told how many requests they have, and again: the server has divided by what all have told. */
const SETTLING_SECONDS = 25
/** As many pass with ids that no rate takes, so that what is taken is the reservoir's, as with ids as they come. */
const SECONDS = 5

/** Clients with so many requests a second each, under one rule. What is taken comes back, once the quotas have settled. */
async function runFleet(loads: number[], reservoir: number, rate: number) {
  const told = new Map<number, number>()
  const clients: ReturnType<typeof pollerOf>[] = loads.map((_, client) =>
    pollerOf((path, request) => {
      if (isRules(path)) return rulesAnswer([{ FixedRate: rate, ReservoirSize: reservoir }])
      told.set(client, statisticsOf(request)[0]!.RequestCount)
      const all = [...told.values()].reduce((sum, count) => sum + count)
      const quota = {
        ReservoirQuota: Math.floor((reservoir * told.get(client)!) / all),
        ReservoirQuotaTTL: clients[client]!.nowSeconds() + 300,
      }
      return { SamplingTargetDocuments: [{ RuleName: 'Default', FixedRate: rate, ...quota }] }
    }),
  )
  const passSecond = async (nextId: () => string) => {
    let taken = 0
    for (const [client, { book, nowSeconds, pass }] of clients.entries()) {
      await pass(1)
      for (let n = 0; n < loads[client]!; n++)
        taken += book.decide(() => sampledRequest({}), nextId(), nowSeconds() * 1000)?.decision === 2 ? 1 : 0
    }
    return taken
  }
  for (const { poller } of clients) poller.start()
  for (let second = 0; second < SETTLING_SECONDS; second++) await passSecond(() => LAST_ID)
  const generator = new XRayIdGenerator()
  const fromReservoir: number[] = []
  let sampled = 0
  for (let second = 0; second < SECONDS; second++) {
    fromReservoir.push(await passSecond(() => (rate === 1 ? FIRST_ID : LAST_ID)))
    sampled += await passSecond(() => generator.generateTraceId())
  }
  for (const { poller } of clients) poller.stop()
  return { sampled, fromReservoir: rate === 1 ? [] : fromReservoir }
}
