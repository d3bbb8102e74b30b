import { ruleMatcher, type SamplingRule } from '../../sampling/index.ts'

/** A request, and who gets it, as a person types them; empty for what is not said. */
export interface TriedRequest {
  service: string
  type: string
  host: string
  method: string
  path: string
}

/** What became of a rule that was tried. */
export interface TriedRule {
  rule: SamplingRule
  isMatch: boolean
  /** Of those that match it comes first: it decides. */
  isDecisive: boolean
}

/**
 * Puts a request to the rules, in the order in which X-Ray asks them: the first that matches decides.
 *
 * @param rules by priority and then by name
 */
export function tryRules(rules: readonly SamplingRule[], tried: TriedRequest): TriedRule[] {
  const { service, type, host, method, path } = tried
  const request = {
    host: host === '' ? undefined : host.toLowerCase(),
    method: method === '' ? undefined : method.toLowerCase(),
    path: path === '' ? '/' : path.toLowerCase(),
    attributes: {},
  }
  let isDecided = false
  return rules.map(rule => {
    const matcher = ruleMatcher(rule, { name: service || undefined, type: type || undefined })
    const isMatch = matcher?.(request) ?? false
    const isDecisive = isMatch && !isDecided
    isDecided ||= isMatch
    return { rule, isMatch, isDecisive }
  })
}
