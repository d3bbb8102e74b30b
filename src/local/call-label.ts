import type { Aws, Segment, SegmentDocument, Subsegment } from '../document/index.ts'

/**
 * A few words on what a segment runs on or what a subsegment calls; empty where the document tells nothing.
 *
 *     { namespace: 'aws', aws: { operation: 'PutItem', table_name: 'orders' } } → PutItem orders
 *     { namespace: 'remote', http: { request: { method: 'GET', url: 'https://pay.example.com/v1/card?x=1' } } } → GET /v1/card
 *     { sql: { sanitized_query: 'SELECT ?' } } → SELECT ?
 *     { origin: 'AWS::ECS::Fargate' } → AWS::ECS::Fargate
 */
export function callLabel(entity: SegmentDocument): string {
  const { aws, http, sql } = entity as Segment & Subsegment
  if (sql) return sql.sanitized_query ?? sql.database_type ?? ''
  if (aws?.operation) return [aws.operation, resourceName(aws)].filter(Boolean).join(' ')
  const isCall = 'namespace' in entity && entity.namespace !== undefined
  if (isCall && http?.request?.url) return `${http.request.method ?? ''} ${pathOf(http.request.url)}`.trim()
  return (entity as Segment).origin ?? ''
}

function resourceName(aws: Aws): string {
  const { bucket_name: bucket, function_name: fn, topic_arn: topic } = aws
  const named = [aws.table_name, bucket, fn, aws.queue_url, topic].find(each => typeof each === 'string')
  // Queues and topics are known by the end of their URL or ARN.
  return (named as string | undefined)?.split(/[/:]/).at(-1) ?? ''
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}
