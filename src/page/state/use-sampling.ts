import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { parseSamplingRules, type SamplingRule } from '../../sampling/index.ts'
import { callXRay } from '../api/call-xray.ts'
import { type Loaded, useLoad } from './use-load.ts'

/** What was asked of a rule in one period of ten seconds. */
export interface SamplingStatistic {
  RuleName: string
  Timestamp: number
  RequestCount: number
  BorrowCount: number
  SampledCount: number
}

/** All rules by priority, and what was asked of them lately. */
export interface SamplingRules {
  rules: SamplingRule[]
  statistics: SamplingStatistic[]
}

/** X-Ray counts in periods of ten seconds; half of that is fresh enough. */
const COUNT_MILLIS = 5000

const version = signal(0)

/** The rules and their counts; again after each change made here, and now and then. */
export function useSampling(): Loaded<SamplingRules> {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) version.value++
    }, COUNT_MILLIS)
    return () => clearInterval(timer)
  }, [])
  return useLoad(
    async signal => {
      const answer = await callXRay('/GetSamplingRules', {}, signal)
      const { SamplingStatisticSummaries: statistics } = await callXRay<{
        SamplingStatisticSummaries: SamplingStatistic[]
      }>('/SamplingStatisticSummaries', {}, signal)
      return { rules: parseSamplingRules(answer).sort(byPriority), statistics }
    },
    [],
    { follows: version },
  )
}

/** Makes or changes a rule. Rejects with a CallError in the server's words. */
export async function saveRule(rule: Record<string, unknown>, isNew: boolean): Promise<void> {
  if (isNew) await callXRay('/CreateSamplingRule', { SamplingRule: { ...rule, Version: 1 } })
  else await callXRay('/UpdateSamplingRule', { SamplingRuleUpdate: rule })
  version.value++
}

/** Deletes a rule. Rejects with a CallError in the server's words. */
export async function deleteRule(name: string): Promise<void> {
  await callXRay('/DeleteSamplingRule', { RuleName: name })
  version.value++
}

function byPriority(a: SamplingRule, b: SamplingRule): number {
  return a.Priority - b.Priority || (a.RuleName < b.RuleName ? -1 : 1)
}
