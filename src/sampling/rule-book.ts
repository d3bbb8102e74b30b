import { AppliedRule, type BoostCounts, type Decision, type RuleCounts } from './applied-rule.ts'
import { type RuleMatcher, ruleMatcher, type SampledService } from './rule-matcher.ts'
import type { SampledRequest } from './sampled-request.ts'
import type { SamplingRule } from './sampling-rule.ts'
import type {
  SamplingBoostStatisticsDocument,
  SamplingStatisticsDocument,
  SamplingTarget,
} from './sampling-targets.ts'

interface Entry {
  readonly rule: SamplingRule
  readonly matches: RuleMatcher
  readonly applied: AppliedRule
}

/** Rules that are older than this are not gone by. */
const MAX_AGE_MILLIS = 3_600_000
const DEFAULT_INTERVAL_MILLIS = 10_000
const MIN_INTERVAL_MILLIS = 1000

/**
 * X-Ray's rules as this process goes by them, and the account of how often each was used. The time comes in with each
 * call, in epoch milliseconds.
 */
export class RuleBook {
  #entries: readonly Entry[] = []
  #readMillis = Number.NEGATIVE_INFINITY
  #serviceName = ''
  /** What is to be told of rules that are gone. */
  #leaving = new Map<string, RuleCounts>()

  /**
   * Decides by the first rule that the request fits, and counts it there; `undefined` when there is none, or when the
   * rules are more than an hour old.
   */
  decide(request: () => SampledRequest, traceId: string, nowMillis: number): Decision | undefined {
    if (nowMillis - this.#readMillis > MAX_AGE_MILLIS) return undefined
    const asked = request()
    return this.#entries.find(({ matches }) => matches(asked))?.applied.decide(traceId, nowMillis)
  }

  /** Goes by these rules from now on. What a rule has been counted and granted stays with its name. */
  replaceRules(rules: readonly SamplingRule[], service: SampledService, nowMillis: number): void {
    const before = new Map(this.#entries.map(entry => [entry.rule.RuleName, entry]))
    const entries = new Map<string, Entry>()
    for (const rule of rules.toSorted(inOrder)) {
      const matches = ruleMatcher(rule, service)
      if (!matches || entries.has(rule.RuleName)) continue
      const known = before.get(rule.RuleName)
      before.delete(rule.RuleName)
      entries.set(rule.RuleName, { rule, matches, applied: carryOver(rule, known) })
    }
    for (const [name, { applied }] of before) this.#keep(name, applied.counts)
    for (const [name, { applied }] of entries) {
      const kept = this.#leaving.get(name)
      if (kept) add(applied.counts, kept)
      this.#leaving.delete(name)
    }
    this.#entries = [...entries.values()]
    this.#readMillis = nowMillis
    this.#serviceName = service.name ?? ''
  }

  /** Takes note of how a request went that this rule decided of, where X-Ray wants to know. */
  noteEnd(ruleName: string, end: { isSampled: boolean; isAnomaly: boolean }): void {
    const counts = this.#appliedRule(ruleName)?.boostCounts
    if (!counts) return
    counts.total++
    if (!end.isAnomaly) return
    counts.anomalies++
    if (end.isSampled) counts.sampledAnomalies++
  }

  /** What is to be reported of how requests went, with the statistics of these rules; it counts from zero again. */
  takeBoostStatistics(ruleNames: readonly string[], nowMillis: number): SamplingBoostStatisticsDocument[] {
    return ruleNames.flatMap(RuleName => {
      const applied = this.#appliedRule(RuleName)
      if (!applied?.boostCounts?.total || this.#serviceName === '') return []
      const { anomalies, sampledAnomalies, total } = applied.boostCounts
      applied.boostCounts = noCounts()
      return {
        RuleName,
        ServiceName: this.#serviceName,
        Timestamp: Math.floor(nowMillis / 1000),
        AnomalyCount: anomalies,
        TotalCount: total,
        SampledAnomalyCount: sampledAnomalies,
      }
    })
  }

  /** Takes back what did not arrive. */
  returnBoostStatistics(documents: readonly SamplingBoostStatisticsDocument[]): void {
    for (const { RuleName, AnomalyCount, SampledAnomalyCount, TotalCount } of documents) {
      const counts = this.#appliedRule(RuleName)?.boostCounts
      if (!counts) continue
      counts.total += TotalCount
      counts.anomalies += AnomalyCount
      counts.sampledAnomalies += SampledAnomalyCount
    }
  }

  /** How many rules this process can come under. */
  get size(): number {
    return this.#entries.length
  }

  /** Whether a decision has not been reported yet. */
  get hasStatistics(): boolean {
    return this.#leaving.size > 0 || this.#entries.some(({ applied }) => applied.counts.requests > 0)
  }

  /**
   * What is to be reported now: of each rule that was used and is due, and it counts from zero again.
   *
   * @param isLast whether there will be no later time: then every rule is due
   */
  takeStatistics(clientId: string, nowMillis: number, isLast = false): SamplingStatisticsDocument[] {
    const documents: SamplingStatisticsDocument[] = []
    const take = (RuleName: string, { requests, sampled, borrowed }: RuleCounts) =>
      documents.push({
        RuleName,
        ClientID: clientId,
        Timestamp: Math.floor(nowMillis / 1000),
        RequestCount: requests,
        SampledCount: sampled,
        BorrowCount: borrowed,
      })
    for (const { rule, applied } of this.#entries) {
      if (applied.counts.requests === 0 || (applied.untilDue(nowMillis) > 0 && !isLast)) continue
      take(rule.RuleName, applied.counts)
      applied.counts = { requests: 0, sampled: 0, borrowed: 0 }
      applied.reported = { atMillis: nowMillis, intervalMillis: DEFAULT_INTERVAL_MILLIS }
    }
    for (const [name, counts] of this.#leaving) take(name, counts)
    this.#leaving.clear()
    return documents
  }

  /** Takes back what was not taken in: it is reported again. Of rules that are gone, nobody wants it a second time. */
  returnStatistics(documents: readonly SamplingStatisticsDocument[], isLost: boolean): void {
    for (const { RuleName, RequestCount, SampledCount, BorrowCount } of documents) {
      const counts = { requests: RequestCount, sampled: SampledCount, borrowed: BorrowCount }
      const applied = this.#appliedRule(RuleName)
      if (applied) add(applied.counts, counts)
      else if (isLost) this.#keep(RuleName, counts)
    }
  }

  /** Does as X-Ray says for each of these rules. */
  applyTargets(targets: readonly SamplingTarget[], nowMillis: number): void {
    for (const { ruleName, rate, quota, boost, intervalMillis } of targets) {
      const applied = this.#appliedRule(ruleName)
      if (!applied) continue
      if (rate !== undefined) applied.rate = rate
      if (quota) applied.reservoir.setQuota(quota.perSecond, quota.endMillis)
      applied.boost = boost
      applied.reported = {
        atMillis: nowMillis,
        intervalMillis: Math.max(intervalMillis ?? DEFAULT_INTERVAL_MILLIS, MIN_INTERVAL_MILLIS),
      }
    }
  }

  /** Milliseconds until a rule can be due: 10 s, or less where a rule is to be reported more often. */
  untilDue(nowMillis: number): number {
    const dues = this.#entries.map(({ applied }) => applied.untilDue(nowMillis))
    return Math.min(DEFAULT_INTERVAL_MILLIS, ...dues.filter(millis => millis > 0))
  }

  #appliedRule(name: string): AppliedRule | undefined {
    return this.#entries.find(({ rule }) => rule.RuleName === name)?.applied
  }

  #keep(name: string, counts: RuleCounts): void {
    if (counts.requests === 0) return
    const kept = this.#leaving.get(name)
    if (kept) add(kept, counts)
    else this.#leaving.set(name, counts)
  }
}

/** A rule that is as it was goes on; one that was changed begins with its own rate, and lends no more this second. */
function carryOver(rule: SamplingRule, known: Entry | undefined): AppliedRule {
  const isAsItWas =
    known?.rule.FixedRate === rule.FixedRate && known.rule.ReservoirSize === rule.ReservoirSize
  if (known && isAsItWas) {
    known.applied.boostCounts = rule.SamplingRateBoost ? (known.applied.boostCounts ?? noCounts()) : undefined
    return known.applied
  }
  const applied = new AppliedRule(rule.RuleName, rule.FixedRate, rule.ReservoirSize, known?.applied.reservoir)
  if (rule.SamplingRateBoost) applied.boostCounts = known?.applied.boostCounts ?? noCounts()
  if (known) {
    applied.counts = known.applied.counts
    applied.reported = known.applied.reported
  }
  return applied
}

function noCounts(): BoostCounts {
  return { total: 0, anomalies: 0, sampledAnomalies: 0 }
}

function inOrder(a: SamplingRule, b: SamplingRule): number {
  return a.Priority - b.Priority || (a.RuleName < b.RuleName ? -1 : a.RuleName > b.RuleName ? 1 : 0)
}

function add(counts: RuleCounts, more: RuleCounts): void {
  counts.requests += more.requests
  counts.sampled += more.sampled
  counts.borrowed += more.borrowed
}
