import { CallError, type CallXRay } from '../client/index.ts'
import { ApiError, type Operation } from '../receiver/index.ts'

/** How a proxy for samplers is set up. */
export interface SamplingProxyOptions {
  /** Calls X-Ray, signed as it has to be. */
  call: CallXRay
  /** Further operations that may be called, by path. */
  alsoAllowed?: readonly string[]
  /** Told of each call that X-Ray said no to, or did not answer. */
  onFailed?: (path: string, error: CallError) => void
  clock?: () => number
}

/**
 * Rules that so many seconds old are as good as new ones: samplers ask every five minutes. Whoever changes them is seen at
 * once, as the next targets tell of the change.
 */
const RULES_MILLIS = 60_000

/** Rules come in pages; nobody has so many. */
const MAX_CACHED_ANSWERS = 20

interface CachedAnswer {
  readonly answer: Promise<unknown>
  readonly askedAt: number
}

/**
 * The operations that a daemon lets programs call with its own rights: those that samplers need, and no other. Sampling
 * rules are asked for once in a while, however many processes want them.
 */
export function samplingProxy({
  call: callXRay,
  alsoAllowed = [],
  onFailed,
  clock = Date.now,
}: SamplingProxyOptions): Record<string, Operation> {
  const call: CallXRay = async (path, request) => {
    try {
      return await callXRay(path, request)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      onFailed?.(path, error)
      throw passedOn(error)
    }
  }
  const rules = new Map<string, CachedAnswer>()
  return {
    ...Object.fromEntries(
      alsoAllowed.map(path => [path, request => call(path, request)] as [string, Operation]),
    ),
    '/GetSamplingRules': ({ NextToken }) => {
      const request = typeof NextToken === 'string' ? { NextToken } : {}
      const key = JSON.stringify(request)
      const known = rules.get(key)
      if (known && isFresh(known, clock())) return known.answer
      if (rules.size >= MAX_CACHED_ANSWERS) rules.clear()
      const asked = { answer: call('/GetSamplingRules', request), askedAt: clock() }
      rules.set(key, asked)
      // A failure is told to all who ask meanwhile, and to nobody later.
      asked.answer.catch(() => rules.get(key) === asked && rules.delete(key))
      return asked.answer
    },
    '/SamplingTargets': async request => {
      const targets = await call('/SamplingTargets', request)
      forgetBefore(rules, lastModificationMillis(targets))
      return targets
    },
  }
}

/** What X-Ray says of a request is for who has made it; what hinders this process is a bad gateway. */
function passedOn({ code, status = 0, message }: CallError): ApiError {
  return new ApiError(code, status >= 400 && status < 500 ? status : 502, message)
}

/** An answer of a time to come was asked for before the clock was set back. */
function isFresh({ askedAt }: CachedAnswer, now: number): boolean {
  return askedAt <= now && now - askedAt < RULES_MILLIS
}

/** When the rules were changed last, as an answer to `GetSamplingTargets` says it; 0 where it does not. */
function lastModificationMillis(targets: unknown): number {
  const { LastRuleModification: seconds } = (targets ?? {}) as { LastRuleModification?: unknown }
  return typeof seconds === 'number' ? seconds * 1000 : 0
}

function forgetBefore(rules: Map<string, CachedAnswer>, millis: number): void {
  for (const [key, { askedAt }] of rules) if (askedAt <= millis) rules.delete(key)
}
