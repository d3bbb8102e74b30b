import type { Claims } from './claims.ts'
import type { JsonWriter } from './json-writer.ts'

/** Fields of the `aws` block with the attributes that fill them: today's name, then an older one. */
const TEXT_FIELDS: readonly (readonly [field: string, key: string, olderKey?: string])[] = [
  ['region', 'cloud.region', 'aws.region'],
  ['request_id', 'aws.request.id', 'aws.request_id'],
  ['id_2', 'aws.request.extended_id'],
  ['account_id', 'aws.account_id'],
  ['queue_url', 'aws.sqs.queue.url', 'aws.queue_url'],
  ['bucket_name', 'aws.s3.bucket'],
  ['key', 'aws.s3.key'],
  ['topic_arn', 'aws.sns.topic.arn'],
  ['function_name', 'faas.invoked_name'],
]

/**
 * Writes the members of the `aws` block that tell of a call to an AWS service, or nothing when the span is no such call.
 *
 *     rpc.system=aws-api rpc.method=GetItem cloud.region=eu-west-1 aws.dynamodb.table_names=[carts]
 *     → "operation":"GetItem","region":"eu-west-1","table_name":"carts"
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws
 */
export function writeAwsCall(json: JsonWriter, claims: Claims): void {
  if (!isAwsCall(claims)) return
  json.string('operation', claims.string('aws.operation', 'rpc.method'))
  for (const [field, key, olderKey] of TEXT_FIELDS) json.string(field, claims.string(key, olderKey))
  writeTables(json, claims)
  json.number('retries', claims.number('aws.retries'))
}

/** Whether the span is a call to an AWS service: then its namespace is `aws`. */
export function isAwsCall(claims: Claims): boolean {
  return claims.peek('rpc.system') === 'aws-api' || typeof claims.peek('aws.service') === 'string'
}

/** One table is `table_name`, more are `table_names`. */
function writeTables(json: JsonWriter, claims: Claims): void {
  const tables = claims.peek('aws.dynamodb.table_names')
  if (Array.isArray(tables) && tables.length > 0) {
    claims.take('aws.dynamodb.table_names')
    if (tables.length === 1) json.any('table_name', tables[0])
    else json.any('table_names', tables)
  } else {
    json.string('table_name', claims.string('aws.table_name', 'aws.table.name'))
  }
}
