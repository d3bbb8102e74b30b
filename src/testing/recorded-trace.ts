import type { Segment, Subsegment } from '../document/index.ts'
import type { TraceSummary } from '../local/index.ts'

/** A trace that has arrived, as tests look at it. */
export interface RecordedTrace {
  /** `1-<8 hex>-<24 hex>` */
  readonly id: string
  /** As `GetTraceSummaries` answers it: outcome, times, request, annotations, users, services. */
  readonly summary: TraceSummary
  /** As `BatchGetTraces` answers it: every segment with its subsegments in it, and those that X-Ray infers. */
  readonly segments: readonly Segment[]
  /** The first segment or subsegment with this name, or `undefined` when there is none. */
  find(name: string): Segment | Subsegment | undefined
  /** Who calls whom, by name: `[['shop', 'pay'], ['shop', 'DynamoDB']]`. */
  readonly calls: readonly (readonly [caller: string, callee: string])[]
}

/** A trace from what the API says of it. */
export function recordedTrace(summary: TraceSummary, documents: readonly string[]): RecordedTrace {
  const segments = documents.map((document): Segment => JSON.parse(document))
  const entities = segments.flatMap(segment => entitiesOf(segment))
  const segmentOf = new Map<string, Segment>()
  for (const segment of segments) for (const { id } of entitiesOf(segment)) segmentOf.set(id, segment)
  return {
    id: summary.Id,
    summary,
    segments,
    find: name => entities.find(entity => entity.name === name),
    calls: segments.flatMap((callee): [string, string][] => {
      const caller = callee.parent_id === undefined ? undefined : segmentOf.get(callee.parent_id)
      return caller && caller !== callee ? [[caller.name, callee.name]] : []
    }),
  }
}

function entitiesOf(entity: Segment | Subsegment): (Segment | Subsegment)[] {
  return [entity, ...(entity.subsegments ?? []).flatMap(entitiesOf)]
}
