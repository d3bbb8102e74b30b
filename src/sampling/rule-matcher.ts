import { matchWildcard } from './match-wildcard.ts'
import type { SampledRequest } from './sampled-request.ts'
import type { SamplingRule } from './sampling-rule.ts'

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
  if (
    !matches(rule.ServiceName.toLowerCase(), service.name?.toLowerCase()) ||
    !matches(rule.ServiceType.toLowerCase(), service.type?.toLowerCase()) ||
    !matches(rule.ResourceARN.toLowerCase(), service.arn?.toLowerCase())
  )
    return undefined
  const host = rule.Host.toLowerCase()
  const method = rule.HTTPMethod.toLowerCase()
  const path = rule.URLPath.toLowerCase()
  const attributes = Object.entries(rule.Attributes).map(([key, glob]) => [key, glob.toLowerCase()] as const)
  return request =>
    matches(method, request.method) &&
    matches(path, request.path) &&
    matches(host, request.host) &&
    attributes.every(([key, glob]) => matches(glob, textOf(request.attributes[key])))
}

function matches(glob: string, text: string | undefined): boolean {
  return glob === '*' || (text !== undefined && matchWildcard(glob, text))
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : `${value}`.toLowerCase()
}
