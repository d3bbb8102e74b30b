import type { CallXRay } from '../client/index.ts'
import { MAX_STATISTICS_PER_CALL } from '../document/index.ts'
import { fieldOf } from './field-of.ts'
import type { RuleBook } from './rule-book.ts'
import type { SampledService } from './rule-matcher.ts'
import { parseSamplingRules, type SamplingRule } from './sampling-rule.ts'
import { parseSamplingTargets, type SamplingStatisticsDocument } from './sampling-targets.ts'

/** What a poller works with. */
export interface RulePollerOptions {
  readonly book: RuleBook
  readonly call: CallXRay
  /** 24 hex digits. */
  readonly clientId: string
  /** The service, asked each time that rules arrive: some of it may be found out late. */
  readonly service: () => SampledService | Promise<SampledService>
  /** The time, in epoch milliseconds. */
  readonly now: () => number
  /** From 0 to just below 1: spreads the calls of many processes that were started at once. */
  readonly random: () => number
  /** Calls back after so many milliseconds, unless what it gives back is called before. */
  readonly schedule: (millis: number, callback: () => void) => () => void
  /** Told of every reading of the rules: how many there are, or why there are none. */
  readonly onRules: (outcome: { count: number } | { error: unknown }) => void
}

const RULES_INTERVAL_MILLIS = 300_000
const RULES_JITTER_MILLIS = 5000
/** After a first failure; each further one doubles it. */
const RETRY_MILLIS = 5000
const TARGETS_JITTER_MILLIS = 100
const MAX_PAGES = 100

/**
 * Keeps a rule book in step with X-Ray: reads the rules every 5 minutes, and sooner when they were changed; tells how
 * often they were used, and does as it is told, every 10 s or as often as X-Ray says. Never throws.
 */
export class RulePoller {
  readonly #options: RulePollerOptions
  #cancelRules = () => {}
  #cancelTargets = () => {}
  #isStopped = false
  /** One report after the other, so that who waits for the last has waited for all. */
  #reports = Promise.resolve()
  /** Readings so far. One that a later one has overtaken counts for nothing: it may know less. */
  #readings = 0
  #failures = 0
  #readMillis = 0
  #lastModified: number | undefined

  constructor(options: RulePollerOptions) {
    this.#options = options
  }

  /** Reads the rules now, and begins. */
  start(): void {
    void this.#readRules()
    this.#scheduleTargets()
  }

  /** Tells at once what was counted and not yet told; settles when X-Ray has answered, or could not be asked. */
  flush(): Promise<void> {
    return this.#report(true)
  }

  /** Ends it. What was counted and not yet told stays in the book. */
  stop(): void {
    this.#isStopped = true
    this.#cancelRules()
    this.#cancelTargets()
  }

  async #readRules(): Promise<void> {
    this.#cancelRules()
    const { book, now, onRules, random, service } = this.#options
    const reading = ++this.#readings
    let wait = RULES_INTERVAL_MILLIS
    try {
      const rules = await this.#allRules()
      const sampled = await service()
      if (reading !== this.#readings) return
      this.#readMillis = now()
      book.replaceRules(rules, sampled, this.#readMillis)
      this.#failures = 0
      onRules({ count: rules.length })
    } catch (error) {
      if (reading !== this.#readings) return
      wait = Math.min(RETRY_MILLIS * 2 ** this.#failures++, RULES_INTERVAL_MILLIS)
      onRules({ error })
    }
    if (this.#isStopped) return
    this.#cancelRules = this.#options.schedule(
      wait + random() * RULES_JITTER_MILLIS,
      () => void this.#readRules(),
    )
  }

  async #allRules(): Promise<SamplingRule[]> {
    const rules: SamplingRule[] = []
    let token: unknown
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await this.#options.call('/GetSamplingRules', token ? { NextToken: token } : {})
      rules.push(...parseSamplingRules(answer))
      token = fieldOf(answer, 'NextToken')
      if (!token) break
    }
    if (rules.length === 0) throw new Error('its answer has no sampling rules')
    return rules
  }

  #scheduleTargets(): void {
    const { book, now, random, schedule } = this.#options
    const wait = book.untilDue(now()) + random() * TARGETS_JITTER_MILLIS
    this.#cancelTargets = schedule(wait, async () => {
      await this.#report(false)
      if (!this.#isStopped) this.#scheduleTargets()
    })
  }

  #report(isLast: boolean): Promise<void> {
    const { book, clientId, now } = this.#options
    this.#reports = this.#reports.then(async () => {
      const documents = book.takeStatistics(clientId, now(), isLast)
      for (let start = 0; start < documents.length; start += MAX_STATISTICS_PER_CALL)
        await this.#send(documents.slice(start, start + MAX_STATISTICS_PER_CALL))
    })
    return this.#reports
  }

  async #send(documents: readonly SamplingStatisticsDocument[]): Promise<void> {
    const { book, call, now } = this.#options
    const boosts = book.takeBoostStatistics(
      documents.map(({ RuleName }) => RuleName),
      now(),
    )
    try {
      const answer = await call('/SamplingTargets', {
        SamplingStatisticsDocuments: documents,
        ...(boosts.length > 0 && { SamplingBoostStatisticsDocuments: boosts }),
      })
      const { targets, unprocessed, lastModified } = parseSamplingTargets(answer)
      book.applyTargets(targets, now())
      book.returnStatistics(
        documents.filter(({ RuleName }) => unprocessed.includes(RuleName)),
        false,
      )
      if (this.#areChanged(lastModified)) void this.#readRules()
    } catch {
      book.returnStatistics(documents, true)
      book.returnBoostStatistics(boosts)
    }
  }

  /** Against our own clock only once: it may be wrong. */
  #areChanged(lastModified: number | undefined): boolean {
    if (lastModified === undefined || lastModified === this.#lastModified) return false
    const isFirst = this.#lastModified === undefined
    this.#lastModified = lastModified
    return !isFirst || lastModified * 1000 > this.#readMillis
  }
}
