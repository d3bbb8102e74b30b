import type { Segment, Subsegment } from '../../document/index.ts'
import { formatDuration, formatMoment } from './format.ts'
import type { TraceRow, TraceTree } from './trace-tree.ts'

/** A field as it is shown: its name and its value. */
export type Fact = readonly [name: string, value: string]

/** What the console's Overview tells of a segment or subsegment: who, when, how long, what for. */
export function overviewOf(tree: TraceTree, row: TraceRow): Fact[] {
  const { entity } = row
  const { request, response } = entity.http ?? {}
  const own = entity as Segment & Subsegment
  return given([
    [row.kind === 'segment' ? 'Segment id' : 'Subsegment id', entity.id],
    ['Parent id', entity.parent_id ?? tree.rows[row.parentIndex]?.entity.id],
    ['Name', entity.name],
    ['Kind', own.namespace ?? (row.kind === 'local' ? 'local work' : undefined)],
    ['Start', formatMoment(entity.start_time)],
    ['End', row.isInProgress ? 'in progress' : formatMoment(tree.startSeconds + row.endSeconds)],
    ['Duration', row.isInProgress ? undefined : formatDuration(row.endSeconds - row.startSeconds)],
    ['Request URL', request?.url],
    ['Method', request?.method],
    ['Response code', response?.status],
    ['Response length', response?.content_length],
    ['Client IP', request?.client_ip],
    ['Behind a proxy', request?.x_forwarded_for],
    ['User agent', request?.user_agent],
    ['User', own.user],
    ['Fault', entity.fault],
    ['Error', entity.error],
    ['Throttle', entity.throttle],
    ['Inferred by X-Ray', own.inferred],
    ['Callee is traced', own.traced ?? request?.traced],
  ])
}

/** What it runs on, or what it called: every field of `aws`, `service`, `origin` and the resource, by its path. */
export function resourcesOf({ entity }: TraceRow): Fact[] {
  const { origin, resource_arn: arn, service } = entity as Segment
  return [
    ...given([
      ['Origin', origin],
      ['Resource ARN', arn],
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
