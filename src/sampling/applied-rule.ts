import { isWithinRate } from './is-within-rate.ts'
import { Reservoir } from './reservoir.ts'

/**
 * What a sampler of OpenTelemetry answers: 0 leaves the trace out, 1 leaves it out and has its first span recorded, so
 * that its end is seen, 2 takes it; the same numbers in every release.
 */
export interface Decision {
  readonly decision: 0 | 1 | 2
  readonly attributes?: { readonly [key: string]: string }
}

/** How often a rule was used since it was last asked. */
export interface RuleCounts {
  requests: number
  sampled: number
  borrowed: number
}

/** How requests went that a rule with a boost was about, since it was last asked: an anomaly is one that failed. */
export interface BoostCounts {
  total: number
  anomalies: number
  sampledAnomalies: number
}

/** A rate that is raised for a while, because requests fail. */
interface Boost {
  readonly rate: number
  readonly endMillis: number
}

const LEFT: Decision = { decision: 0 }

/** The attribute from which the document has the rule's name; a rule of our own has none that X-Ray would know. */
export const RULE_NAME = 'aws.xray.sampling_rule_name'

/** A rule at work: its reservoir, its rate, and how often it was used. */
export class AppliedRule {
  readonly reservoir: Reservoir
  /** The share of what the reservoir does not take. */
  rate: number
  /** While it lasts, the share where it is the greater one. */
  boost: Boost | undefined
  /** When it was last reported to X-Ray, in epoch milliseconds, and after how long it is to be again. */
  reported = { atMillis: Number.NEGATIVE_INFINITY, intervalMillis: 0 }
  counts: RuleCounts = { requests: 0, sampled: 0, borrowed: 0 }
  /** Where X-Ray wants to know how requests went, because it may raise the rate. */
  boostCounts: BoostCounts | undefined
  readonly #size: number
  readonly #taken: Decision
  readonly #watched: Decision

  /** @param name what X-Ray knows the rule by; `undefined` for one of our own */
  constructor(name: string | undefined, rate: number, size: number, reservoir = new Reservoir()) {
    this.rate = rate
    this.reservoir = reservoir
    this.#size = size
    const attributes = name !== undefined && { attributes: { [RULE_NAME]: name } }
    this.#taken = { decision: 2, ...attributes }
    this.#watched = { decision: 1, ...attributes }
  }

  /** Decides of one request that the rule is about, and counts it. */
  decide(traceId: string, nowMillis: number): Decision {
    this.counts.requests++
    const draw = this.reservoir.draw(nowMillis, this.#size)
    if (draw === 'borrowed') this.counts.borrowed++
    else if (draw === 'empty' && !isWithinRate(traceId, this.#rateAt(nowMillis)))
      return this.boostCounts ? this.#watched : LEFT
    this.counts.sampled++
    return this.#taken
  }

  /** Milliseconds until it is to be reported, 0 or less where it is due: it is when the clock was set back, too. */
  untilDue(nowMillis: number): number {
    const { atMillis, intervalMillis } = this.reported
    return nowMillis < atMillis ? 0 : atMillis + intervalMillis - nowMillis
  }

  #rateAt(nowMillis: number): number {
    return this.boost && nowMillis < this.boost.endMillis ? Math.max(this.rate, this.boost.rate) : this.rate
  }
}
