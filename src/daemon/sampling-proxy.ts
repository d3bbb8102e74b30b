import type { CallError, CallXRay } from '../client/index.ts'
import { ApiError, type Operation } from '../receiver/index.ts'
import type { Log } from './log.ts'

/** How a proxy for samplers is set up. */
export interface SamplingProxyOptions {
  /** Calls X-Ray, signed as it has to be. */
  call: CallXRay
  /** Further operations that may be called, by path. */
  alsoAllowed?: readonly string[]
  /** Told why X-Ray gives no answer, once while it is the same. */
  log: Pick<Log, 'warn'>
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
 * rules are asked for once in a while, however many processes want them. Where X-Ray says no, its own no is the answer;
 * where it says nothing, 502.
 */
export function samplingProxy({
  call: callXRay,
  alsoAllowed = [],
  log,
  clock = Date.now,
}: SamplingProxyOptions): Record<string, Operation> {
  const rules = new Map<string, CachedAnswer>()
  const told = new Map<string, string>()
  const call: CallXRay = async (path, request) => {
    try {
      const answer = await callXRay(path, request)
      told.delete(path)
      return answer
    } catch (error) {
      // From another daemon in front of X-Ray it is a plain error.
      const { message, code = 'ServiceUnavailable', status = 0 } = error as Error & Partial<CallError>
      // Each process asks again and again.
      if (told.get(path) !== message) log.warn(`A sampler's ${path} failed: ${message}`)
      told.set(path, message)
      throw new ApiError(code, status >= 400 ? status : 502, message)
    }
  }
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
