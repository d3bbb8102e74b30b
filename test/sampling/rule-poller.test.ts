import { describe, expect, test } from 'vitest'
import { RuleBook } from '../../src/sampling/rule-book.ts'
import { RulePoller } from '../../src/sampling/rule-poller.ts'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'
import type { SamplingStatisticsDocument } from '../../src/sampling/sampling-targets.ts'
import { LAST_ID, rulesAnswer } from '../fixtures/sampling-rule.ts'

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
    service: () => ({}),
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

  test('with 7 clients and a server that divides the reservoir, what is taken is what the rule says', async () => {
    const RESERVOIR = 10
    const RATE = 0.1
    const clients = 7
    const taken = new Map<number, number>()
    /** Divides as documented: by how many requests each client had. */
    const shares = new Map<number, number>()
    const all: ReturnType<typeof pollerOf>[] = Array.from({ length: clients }, (_, client) =>
      pollerOf((path, request) => {
        if (isRules(path)) return rulesAnswer([{ FixedRate: RATE, ReservoirSize: RESERVOIR }])
        shares.set(client, statisticsOf(request)[0]!.RequestCount)
        const sum = [...shares.values()].reduce((a, b) => a + b)
        const ReservoirQuota = Math.floor((RESERVOIR * shares.get(client)!) / sum)
        const ReservoirQuotaTTL = all[client]!.nowSeconds() + 300
        return {
          SamplingTargetDocuments: [
            { RuleName: 'Default', FixedRate: RATE, ReservoirQuota, ReservoirQuotaTTL },
          ],
        }
      }),
    )
    for (const { poller } of all) poller.start()
    const requestsOf = (client: number) => (client + 1) * 5
    let requests = 0
    let reservoirs = 0
    for (let second = 0; second < 120; second++) {
      for (const [client, { decide, pass }] of all.entries()) {
        await pass(1)
        for (let n = 0; n < requestsOf(client); n++) {
          // The id is one that no rate takes: what is taken is the reservoir's.
          if (decide('/')?.decision === 2 && second >= 20) taken.set(second, (taken.get(second) ?? 0) + 1)
          if (second >= 20) requests++
        }
      }
    }
    for (const count of taken.values()) reservoirs = Math.max(reservoirs, count)
    expect(requests).toBe(100 * 140)
    // No second lends more than the reservoir has; dividing in whole numbers leaves less than one for each client.
    expect(reservoirs).toBeLessThanOrEqual(RESERVOIR)
    expect([...taken.values()].reduce((a, b) => a + b) / 100).toBeGreaterThan(RESERVOIR - clients)
  })
})
