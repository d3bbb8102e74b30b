/** A sampling rule, as the API has it. */
export interface SamplingRule {
  RuleName: string
  RuleARN: string
  ResourceARN: string
  /** The rule with the lowest is looked at first. */
  Priority: number
  /** What is taken of the rest, 0 to 1. */
  FixedRate: number
  /** Requests a second that are taken first. */
  ReservoirSize: number
  ServiceName: string
  ServiceType: string
  Host: string
  HTTPMethod: string
  URLPath: string
  Version: number
  Attributes: Record<string, string>
  SamplingRateBoost?: { MaxRate: number; CooldownWindowMinutes: number }
}

/** A sampling rule, and since when it is so. */
export interface SamplingRuleRecord {
  SamplingRule: SamplingRule
  /** Epoch seconds. */
  CreatedAt: number
  ModifiedAt: number
}

/** How a rule is named in a request: by one of both. */
export type SamplingRuleRef = Partial<Pick<SamplingRule, 'RuleName' | 'RuleARN'>>

/** Nothing is missing on a desk: every trace is taken. In AWS this rule takes 1 a second and 5 % of the others. */
const DEFAULT_RULE: SamplingRule = {
  RuleName: 'Default',
  RuleARN: arnOf('Default'),
  ResourceARN: '*',
  Priority: 10_000,
  FixedRate: 1,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
  Attributes: {},
}

/** The sampling rules that there are, `Default` always among them. */
export class SamplingRuleBook {
  readonly #records = new Map<string, SamplingRuleRecord>([
    [DEFAULT_RULE.RuleName, { SamplingRule: DEFAULT_RULE, CreatedAt: 0, ModifiedAt: 0 }],
  ])
  #lastModified = 0

  /** When a rule was last made, changed or deleted, in epoch seconds; 0 when none ever was. */
  get lastModifiedSeconds(): number {
    return this.#lastModified
  }

  /** All of them, in the order in which they are looked at. */
  list(): SamplingRuleRecord[] {
    return [...this.#records.values()].sort(
      ({ SamplingRule: a }, { SamplingRule: b }) =>
        a.Priority - b.Priority || (a.RuleName < b.RuleName ? -1 : 1),
    )
  }

  /** The rule, or `undefined` when there is none. */
  get({ RuleName, RuleARN }: SamplingRuleRef): SamplingRuleRecord | undefined {
    if (RuleName !== undefined) return this.#records.get(RuleName)
    return [...this.#records.values()].find(({ SamplingRule }) => SamplingRule.RuleARN === RuleARN)
  }

  /** Makes a rule, or puts another in the place of the one with its name. */
  put(rule: Omit<SamplingRule, 'RuleARN'>, nowSeconds: number): SamplingRuleRecord {
    const record = {
      SamplingRule: { ...rule, RuleARN: arnOf(rule.RuleName) },
      CreatedAt: this.#records.get(rule.RuleName)?.CreatedAt ?? nowSeconds,
      ModifiedAt: nowSeconds,
    }
    this.#records.set(rule.RuleName, record)
    this.#lastModified = nowSeconds
    return record
  }

  delete(ruleName: string, nowSeconds: number): void {
    this.#records.delete(ruleName)
    this.#lastModified = nowSeconds
  }
}

function arnOf(ruleName: string): string {
  return `arn:aws:xray:local:000000000000:sampling-rule/${ruleName}`
}
