import type { Claims } from './claims.ts'
import { anyValue, member, numberMember, stringMember } from './json.ts'

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
 * The members of the `aws` block that tell of a call to an AWS service, or nothing when the span is no such call.
 *
 *     rpc.system=aws-api rpc.method=GetItem cloud.region=eu-west-1 aws.dynamodb.table_names=[carts]
 *     → ,"operation":"GetItem","region":"eu-west-1","table_name":"carts"
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws
 */
export function awsCallMembers(claims: Claims): string {
  if (!isAwsCall(claims)) return ''
  let members = stringMember('operation', claims.string('aws.operation', 'rpc.method'))
  for (const [field, key, olderKey] of TEXT_FIELDS) members += stringMember(field, claims.string(key, olderKey))
  return members + tableMember(claims) + numberMember('retries', claims.number('aws.retries'))
}

/** Whether the span is a call to an AWS service: then its namespace is `aws`. */
export function isAwsCall(claims: Claims): boolean {
  return claims.peek('rpc.system') === 'aws-api' || typeof claims.peek('aws.service') === 'string'
}

/** One table is `table_name`, more are `table_names`. */
function tableMember(claims: Claims): string {
  const tables = claims.peek('aws.dynamodb.table_names')
  if (Array.isArray(tables) && tables.length > 0) {
    claims.take('aws.dynamodb.table_names')
    return tables.length === 1 ? member('table_name', anyValue(tables[0])) : member('table_names', anyValue(tables))
  }
  return stringMember('table_name', claims.string('aws.table_name', 'aws.table.name'))
}
