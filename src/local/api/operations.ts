import type { Operation } from '../../receiver/index.ts'
import type { GroupBook } from '../group-book.ts'
import type { DocumentFault } from '../refusal-log.ts'
import type { SamplingRuleBook } from '../sampling/sampling-rule-book.ts'
import type { SamplingUsage } from '../sampling/sampling-usage.ts'
import type { AskStore } from '../store/trace-store.ts'
import { batchGetTraces } from './batch-get-traces.ts'
import { createGroup } from './create-group.ts'
import { createSamplingRule } from './create-sampling-rule.ts'
import { deleteGroup } from './delete-group.ts'
import { deleteSamplingRule } from './delete-sampling-rule.ts'
import { EMPTY_ANSWERS } from './empty-answers.ts'
import { getGroup } from './get-group.ts'
import { getGroups } from './get-groups.ts'
import { getSamplingRules } from './get-sampling-rules.ts'
import { getSamplingStatisticSummaries } from './get-sampling-statistic-summaries.ts'
import { getSamplingTargets } from './get-sampling-targets.ts'
import { getServiceGraph } from './get-service-graph.ts'
import { getTimeSeriesServiceStatistics } from './get-time-series-service-statistics.ts'
import { getTraceGraph } from './get-trace-graph.ts'
import { getTraceSummaries } from './get-trace-summaries.ts'
import { putTelemetryRecords } from './put-telemetry-records.ts'
import { putTraceSegments } from './put-trace-segments.ts'
import { updateGroup } from './update-group.ts'
import { updateSamplingRule } from './update-sampling-rule.ts'

/** What the operations work on. */
export interface LocalState {
  ask: AskStore
  /** Takes in one document, or says why not. */
  takeDocument: (text: string) => DocumentFault | undefined
  rules: SamplingRuleBook
  usage: SamplingUsage
  groups: GroupBook
  /** The time, in epoch seconds. */
  nowSeconds: () => number
}

/**
 * The operations of the X-Ray API, by path.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_Operations.html
 */
export function operationsOf(state: LocalState): Record<string, Operation> {
  const { ask, takeDocument, rules, usage, groups, nowSeconds } = state
  const operations: Record<string, Operation> = {
    '/CreateGroup': request => createGroup(request, groups, nowSeconds()),
    '/CreateSamplingRule': request => createSamplingRule(request, rules, nowSeconds()),
    '/DeleteGroup': request => deleteGroup(request, groups),
    '/DeleteSamplingRule': request => deleteSamplingRule(request, rules, nowSeconds()),
    '/GetGroup': request => getGroup(request, groups),
    '/GetSamplingRules': request => getSamplingRules(request, rules),
    '/Groups': request => getGroups(request, groups),
    '/SamplingStatisticSummaries': request => getSamplingStatisticSummaries(request, usage, nowSeconds()),
    '/SamplingTargets': request => getSamplingTargets(request, { rules, usage }, nowSeconds()),
    '/ServiceGraph': request => getServiceGraph(request, groups, ask),
    '/TelemetryRecords': request => putTelemetryRecords(request),
    '/TimeSeriesServiceStatistics': request => getTimeSeriesServiceStatistics(request, groups, ask),
    '/TraceGraph': request => getTraceGraph(request, ask),
    '/TraceSegments': request => putTraceSegments(request, takeDocument),
    '/TraceSummaries': request => getTraceSummaries(request, groups, ask),
    '/Traces': request => batchGetTraces(request, ask),
    '/UpdateGroup': request => updateGroup(request, groups, nowSeconds()),
    '/UpdateSamplingRule': request => updateSamplingRule(request, rules, nowSeconds()),
  }
  for (const [path, answer] of Object.entries(EMPTY_ANSWERS)) operations[path] = () => answer
  return operations
}
