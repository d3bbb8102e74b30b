import type { Claims } from './claims.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import type { JsonWriter } from './json-writer.ts'
import { showableUrl } from './showable-url.ts'

/** Fields of the `aws` block, each with the attributes that fill it: today's name first, then older ones and ADOT's. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  region: ['cloud.region', 'aws.region'],
  request_id: ['aws.request.id', 'aws.request_id', 'aws.requestId'],
  id_2: ['aws.request.extended_id'],
  account_id: ['aws.account_id'],
  retries: ['aws.xray.retries', 'http.request.resend_count'],
  bucket_name: ['aws.s3.bucket'],
  key: ['aws.s3.key'],
  topic_arn: ['aws.sns.topic.arn'],
  queue_name: ['aws.sqs.queue.name'],
  stream_name: ['aws.kinesis.stream.name'],
  stream_arn: ['aws.kinesis.stream.arn'],
  function_name: ['faas.invoked_name', 'aws.lambda.function.name'],
  function_arn: ['aws.lambda.function.arn'],
  state_machine_arn: ['aws.step_functions.state_machine.arn', 'aws.stepfunctions.state_machine.arn'],
  activity_arn: ['aws.step_functions.activity.arn', 'aws.stepfunctions.activity.arn'],
  secret_arn: ['aws.secretsmanager.secret.arn'],
  event_bus_name: ['aws.eventbridge.event_bus.name'],
  model_id: ['gen_ai.request.model'],
  input_tokens: ['gen_ai.usage.input_tokens'],
  output_tokens: ['gen_ai.usage.output_tokens'],
  index_name: ['aws.dynamodb.index_name'],
  consistent_read: ['aws.dynamodb.consistent_read'],
  projection_expression: ['aws.dynamodb.projection'],
  limit: ['aws.dynamodb.limit'],
  count: ['aws.dynamodb.count'],
  scanned_count: ['aws.dynamodb.scanned_count'],
}

/** Fields that are no texts. */
const TYPES: Readonly<Record<string, 'number' | 'boolean'>> = {
  retries: 'number',
  input_tokens: 'number',
  output_tokens: 'number',
  limit: 'number',
  count: 'number',
  scanned_count: 'number',
  consistent_read: 'boolean',
}

/** The other way round: the field an attribute fills, and the names that go before it. */
const FIELD_OF = new Map(
  Object.entries(FIELDS).flatMap(([field, keys]) =>
    keys.map((key, index) => {
      return [key, { field, type: TYPES[field] ?? 'string', betterKeys: keys.slice(0, index) }] as const
    }),
  ),
)

const QUEUE_URL_KEYS = ['aws.sqs.queue.url', 'aws.queue_url', 'aws.queue.url', 'messaging.url'] as const

/**
 * Writes the members of the `aws` block that tell of a call to an AWS service, or nothing when the span is no such call.
 *
 *     rpc.system=aws-api rpc.method=GetItem cloud.region=eu-west-1 aws.dynamodb.table_names=[carts]
 *     → "operation":"GetItem","table_name":"carts","region":"eu-west-1"
 *
 * Beyond X-Ray's schema it writes what X-Ray's own SDK writes of a call, in the same words: `bucket_name`, `topic_arn`, …
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws
 */
export function writeAwsCall(json: JsonWriter, claims: Claims, settings: ConversionSettings): void {
  if (!isAwsCall(claims)) return
  json.string('operation', claims.string('aws.operation', 'rpc.method'))
  writeTables(json, claims)
  const queue = queueUrl(claims)
  json.string('queue_url', queue && showableUrl(queue, settings))
  for (let index = 0; index < claims.size; index++) {
    const target = FIELD_OF.get(claims.keyAt(index))
    if (!target || target.betterKeys.some(better => claims.peek(better) !== undefined)) continue
    const value = claims.valueAt(index)
    // X-Ray removes a field of another type.
    if (typeof value !== target.type || value === '') continue
    json.any(target.field, value)
    claims.takeAt(index)
  }
}

/** Whether the span is a call to an AWS service: then its namespace is `aws`. */
export function isAwsCall(claims: Claims): boolean {
  if (claims !== lastAsked) {
    lastAsked = claims
    lastAnswer = claims.peek('rpc.system') === 'aws-api' || claims.peekText('aws.service') !== undefined
  }
  return lastAnswer
}

/** Several blocks ask of each span, one after the other. */
let lastAsked: Claims | undefined
let lastAnswer = false

/** Whether `url.full` is the queue's address, as the AWS SDK's instrumentation has it, and not the request's. */
export function isQueueUrl(claims: Claims): boolean {
  const system = claims.peek('messaging.system')
  return (system === 'aws_sqs' || system === 'aws.sqs') && isAwsCall(claims)
}

function queueUrl(claims: Claims): string | undefined {
  for (const key of QUEUE_URL_KEYS) {
    const url = claims.string(key)
    if (url !== undefined) return url
  }
  return isQueueUrl(claims) ? claims.string('url.full') : undefined
}

/** One table is `table_name`, more are `table_names`. */
function writeTables(json: JsonWriter, claims: Claims): void {
  const tables = claims.peek('aws.dynamodb.table_names')
  if (Array.isArray(tables) && tables.length > 0 && tables.every(table => typeof table === 'string')) {
    claims.take('aws.dynamodb.table_names')
    if (tables.length === 1) json.string('table_name', tables[0])
    else json.any('table_names', tables)
  } else {
    json.string('table_name', claims.string('aws.table_name', 'aws.table.name'))
  }
}
