import { matchWildcard } from './match-wildcard.ts'
import type { SampledRequest } from './sampled-request.ts'
import type { SamplingRule } from './sampling-rule.ts'

const ANY_ONE = '?'.charCodeAt(0)

/** The service that asks, as rules know it; `undefined` for what it does not say of itself. */
export interface SampledService {
  readonly name?: string | undefined
  /** The kind of AWS resource that it runs on, such as `AWS::ECS::Fargate`. */
  readonly type?: string | undefined
  readonly arn?: string | undefined
}

/** Whether a request is one that a rule is about. */
export type RuleMatcher = (request: SampledRequest) => boolean

/**
 * What tells whether a rule is about a request of this service; `undefined` when none of its requests can be. Letter case
 * does not matter, and what a request or the service does not say is matched by `*` alone.
 */
export function ruleMatcher(rule: SamplingRule, service: SampledService): RuleMatcher | undefined {
  const fits = (glob: string, text = '') => textMatcher(glob)?.(text.toLowerCase()) ?? true
  if (!fits(rule.ServiceName, service.name)) return undefined
  if (!fits(rule.ServiceType, service.type) || !fits(rule.ResourceARN, service.arn)) return undefined
  const path = textMatcher(rule.URLPath)
  const method = textMatcher(rule.HTTPMethod)
  const host = textMatcher(rule.Host)
  const attributes = Object.entries(rule.Attributes).map(([key, glob]) => [key, textMatcher(glob)] as const)
  return request =>
    (!path || path(request.path)) &&
    (!method || method(request.method)) &&
    (!host || host(request.host)) &&
    attributes.every(([key, matches]) => !matches || matches(textOf(request.attributes[key])))
}

/** Tells whether a text in lower case fits a glob; `undefined` for `*`, which everything fits. */
function textMatcher(glob: string): ((text: string | undefined) => boolean) | undefined {
  if (glob === '*') return undefined
  const pattern = glob.toLowerCase()
  if (!/[*?]/.test(pattern)) return text => text === pattern
  const head = pattern.split('*', 1)[0]!
  return text => text !== undefined && beginsLike(text, head) && matchWildcard(pattern, text)
}

/** Whether the text can begin so, with `?` for any character: from the end, because paths begin alike. */
function beginsLike(text: string, head: string): boolean {
  if (text.length < head.length) return false
  for (let index = head.length - 1; index >= 0; index--) {
    const code = head.charCodeAt(index)
    if (code !== text.charCodeAt(index) && code !== ANY_ONE) return false
  }
  return true
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : `${value}`.toLowerCase()
}
