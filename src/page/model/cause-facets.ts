import type { TraceSummary } from '../../local/index.ts'
import type { Facet } from './facet-filter.ts'

/** What went wrong, as it says itself, and in how many of these traces: of faults and of errors, the most frequent first. */
export function causeFacets(summaries: readonly TraceSummary[]): Facet[] {
  return [
    facetOf('rootcause.fault.exception', summaries, ({ FaultRootCauses }) => FaultRootCauses),
    facetOf('rootcause.error.exception', summaries, ({ ErrorRootCauses }) => ErrorRootCauses),
  ].filter(({ values }) => values.length > 0)
}

type RootCauses = TraceSummary['FaultRootCauses'] | TraceSummary['ErrorRootCauses']

function facetOf(
  field: string,
  summaries: readonly TraceSummary[],
  causesOf: (summary: TraceSummary) => RootCauses | undefined,
): Facet {
  const counts = new Map<string, number>()
  for (const summary of summaries) {
    for (const message of messagesOf(causesOf(summary) ?? []))
      counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
  return { field, values, distinct: values.length }
}

function messagesOf(causes: RootCauses): Set<string> {
  const messages = new Set<string>()
  for (const { Services } of causes) {
    for (const { EntityPath } of Services) {
      for (const { Exceptions = [] } of EntityPath) {
        for (const { Message } of Exceptions) if (Message) messages.add(Message)
      }
    }
  }
  return messages
}
