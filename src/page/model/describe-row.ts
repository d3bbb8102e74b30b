import type { Segment, Subsegment } from '../../document/index.ts'
import { strings } from '../strings.ts'
import { formatDuration, formatMoment } from './format.ts'
import type { TraceRow, TraceTree } from './trace-tree.ts'

const { fields } = strings.trace

/** A field as it is shown: its name and its value. */
export type Fact = readonly [name: string, value: string]

/** What the console's Overview tells of a segment or subsegment: who, when, how long, what for. */
export function overviewOf(tree: TraceTree, row: TraceRow): Fact[] {
  const { entity } = row
  const { request, response } = entity.http ?? {}
  const own = entity as Segment & Subsegment
  return given([
    [row.kind === 'segment' ? fields.segmentId : fields.subsegmentId, entity.id],
    [fields.parentId, entity.parent_id ?? tree.rows[row.parentIndex]?.entity.id],
    [fields.name, entity.name],
    [fields.kind, own.namespace ?? (row.kind === 'local' ? strings.trace.localWork : undefined)],
    [fields.start, formatMoment(entity.start_time)],
    [fields.end, row.isInProgress ? strings.inProgress : formatMoment(tree.startSeconds + row.endSeconds)],
    [fields.duration, row.isInProgress ? undefined : formatDuration(row.endSeconds - row.startSeconds)],
    [fields.url, request?.url],
    [fields.method, request?.method],
    [fields.status, response?.status],
    [fields.length, response?.content_length],
    [fields.clientIp, request?.client_ip],
    [fields.forwarded, request?.x_forwarded_for],
    [fields.userAgent, request?.user_agent],
    [fields.user, own.user],
    [fields.fault, entity.fault],
    [fields.error, entity.error],
    [fields.throttle, entity.throttle],
    [fields.inferred, own.inferred],
    [fields.traced, own.traced ?? request?.traced],
  ])
}

/** What it runs on, or what it called: every field of `aws`, `service`, `origin` and the resource, by its path. */
export function resourcesOf({ entity }: TraceRow): Fact[] {
  const { origin, resource_arn: arn, service } = entity as Segment
  return [
    ...given([
      [fields.origin, origin],
      [fields.resourceArn, arn],
    ]),
    ...flatten('service', service),
    ...flatten('aws', entity.aws),
  ]
}

/** The fields of `sql`, the statement last. */
export function sqlOf({ entity }: TraceRow): { facts: Fact[]; statement: string | undefined } {
  const { sanitized_query: statement, ...rest } = (entity as Subsegment).sql ?? {}
  return { facts: flatten('', rest), statement }
}

function flatten(path: string, value: unknown): Fact[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  const entries = Object.entries(value)
  if (Array.isArray(value) && value.every(each => typeof each !== 'object'))
    return value.length === 0 ? [] : [[path, value.join(', ')]]
  return entries.flatMap(([key, inner]) => flatten(path === '' ? key : `${path}.${key}`, inner))
}

function given(facts: [string, unknown][]): Fact[] {
  return facts.flatMap(([name, value]): Fact[] => (value === undefined ? [] : [[name, String(value)]]))
}
