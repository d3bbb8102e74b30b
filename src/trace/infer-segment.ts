import type { Segment, Subsegment } from '../document/index.ts'

/**
 * The segment that X-Ray makes for a callee that sent none of its own: a database, a queue, a host, an AWS service. It is
 * the caller's subsegment seen from the other side.
 *
 *     { name: 'DynamoDB', namespace: 'aws', aws: { table_name: 'orders' }, … }
 *     → { name: 'DynamoDB', origin: 'AWS::DynamoDB::Table', inferred: true, parent_id: that subsegment's id, … }
 *
 * X-Ray draws its id by lot. This one follows from the subsegment's id, so that a trace is always answered alike.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-inferredsegments
 */
export function inferSegment(subsegment: Subsegment, xrayTraceId: string): Segment {
  const { id, name, start_time, end_time, in_progress, http, aws, error, throttle, fault, metadata } =
    subsegment
  const { sql } = subsegment
  const origin = inferredOrigin(subsegment)
  const segment: Segment & Pick<Subsegment, 'sql'> = {
    id: invertId(id),
    name,
    trace_id: xrayTraceId,
    parent_id: id,
    start_time,
    ...(end_time !== undefined && { end_time }),
    ...(in_progress !== undefined && { in_progress }),
    inferred: true,
    ...(origin !== undefined && { origin }),
    ...(http && { http }),
    ...(aws && { aws }),
    ...(sql && { sql }),
    ...(error !== undefined && { error }),
    ...(throttle !== undefined && { throttle }),
    ...(fault !== undefined && { fault }),
    ...(metadata && { metadata }),
  }
  return segment
}

function inferredOrigin({ name, namespace, sql, aws }: Subsegment): string | undefined {
  if (sql) return 'Database::SQL'
  if (namespace !== 'aws') return undefined
  if (name === 'DynamoDB' && aws?.table_name !== undefined) return 'AWS::DynamoDB::Table'
  if (name === 'SQS' && aws?.queue_url !== undefined) return 'AWS::SQS::Queue'
  return `AWS::${name.replace(/\s/g, '')}`
}

/** The one id that is sure to differ in every digit: `0c54…` → `f3ab…` */
function invertId(id: string): string {
  return id.replace(/[0-9a-f]/gi, digit => (15 - Number.parseInt(digit, 16)).toString(16))
}
