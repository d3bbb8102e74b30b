import { type Attributes, SpanKind, type SpanOptions } from '@opentelemetry/api'

/** A call of an AWS client. */
export interface AwsCall {
  /** As OpenTelemetry spells it, without blanks: `SecretsManager`. */
  readonly service: string
  /** `GetItem` */
  readonly operation: string
  readonly input: Fields
}

/** The members of a command's input or output. */
export type Fields = Readonly<Record<string, unknown>>

/** For each service the attributes that members of a command's input fill. */
const INPUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DynamoDB: {
    ConsistentRead: 'aws.dynamodb.consistent_read',
    ExclusiveStartTableName: 'aws.dynamodb.exclusive_start_table',
    IndexName: 'aws.dynamodb.index_name',
    Limit: 'aws.dynamodb.limit',
    ProjectionExpression: 'aws.dynamodb.projection',
    ScanIndexForward: 'aws.dynamodb.scan_forward',
    Segment: 'aws.dynamodb.segment',
    Select: 'aws.dynamodb.select',
    TableName: 'db.namespace',
    TotalSegments: 'aws.dynamodb.total_segments',
  },
  Kinesis: { StreamARN: 'aws.kinesis.stream.arn', StreamName: 'aws.kinesis.stream.name' },
  Lambda: { FunctionName: 'faas.invoked_name' },
  S3: { Bucket: 'aws.s3.bucket', Key: 'aws.s3.key' },
  SFN: {
    activityArn: 'aws.step_functions.activity.arn',
    stateMachineArn: 'aws.step_functions.state_machine.arn',
  },
  SNS: { TopicArn: 'aws.sns.topic.arn' },
  SQS: { QueueUrl: 'url.full' },
}

/** The same of its output. */
const OUTPUT: typeof INPUT = {
  DynamoDB: { Count: 'aws.dynamodb.count', ScannedCount: 'aws.dynamodb.scanned_count' },
  SecretsManager: { ARN: 'aws.secretsmanager.secret.arn' },
  SNS: { MessageId: 'messaging.message.id', TopicArn: 'aws.sns.topic.arn' },
  SQS: { MessageId: 'messaging.message.id' },
}

/**
 * The span of a call: its name, its kind and the attributes that are known beforehand, by the conventions that
 * OpenTelemetry's instrumentation of the AWS SDK keeps. No values of items, messages or objects are among them.
 *
 *     { service: 'S3', operation: 'PutObject', input: { Bucket: 'carts', … } }
 *     → { name: 'S3.PutObject', kind: CLIENT, attributes: { 'rpc.system': 'aws-api', 'aws.s3.bucket': 'carts', … } }
 *
 * @see https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
 */
export function awsCallSpan(call: AwsCall): SpanOptions & { name: string; attributes: Attributes } {
  const { service, operation, input } = call
  const attributes: Attributes = {
    'rpc.system': 'aws-api',
    'rpc.service': service,
    'rpc.method': operation,
    ...pick(input, INPUT[service]),
    ...SPECIAL[service]?.(call),
  }
  const destination = attributes['messaging.destination.name']
  const isSend = /^(SendMessage|Publish)/.test(operation) && destination !== undefined
  const isReceive = service === 'SQS' && operation === 'ReceiveMessage'
  return {
    name: isSend
      ? `${shortName(destination)} send`
      : isReceive
        ? `${destination} receive`
        : `${service}.${operation}`,
    kind: isSend ? SpanKind.PRODUCER : isReceive ? SpanKind.CONSUMER : SpanKind.CLIENT,
    attributes,
  }
}

/** What is known once the call has been answered. */
export function awsResultAttributes({ service }: AwsCall, output: Fields): Attributes {
  const attributes = pick(output, OUTPUT[service])
  if (Array.isArray(output.Messages)) attributes['messaging.batch.message_count'] = output.Messages.length
  if (Array.isArray(output.TableNames)) attributes['aws.dynamodb.table_count'] = output.TableNames.length
  return attributes
}

/** What is no mere copy of a member. */
const SPECIAL: Readonly<Record<string, (call: AwsCall) => Attributes>> = {
  DynamoDB: ({ operation, input }) => ({
    'db.system.name': 'dynamodb',
    'db.operation.name': operation,
    ...(tablesOf(input) && { 'aws.dynamodb.table_names': tablesOf(input)! }),
  }),
  Lambda: ({ input }) => (input.FunctionName ? { 'faas.invoked_provider': 'aws' } : {}),
  SecretsManager: ({ input: { SecretId: id } }) =>
    typeof id === 'string' && id.startsWith('arn:') ? { 'aws.secretsmanager.secret.arn': id } : {},
  SNS: ({ input }) => {
    const target = input.TopicArn ?? input.TargetArn
    return {
      'messaging.system': 'aws.sns',
      // A phone number is nobody's business.
      ...(typeof target === 'string' && { 'messaging.destination.name': target }),
    }
  },
  SQS: ({ operation, input: { QueueUrl: url } }) => ({
    'messaging.system': 'aws_sqs',
    ...(typeof url === 'string' && { 'messaging.destination.name': shortName(url) }),
    ...(operation === 'ReceiveMessage' && { 'messaging.operation.type': 'receive' }),
  }),
}

/** The tables of a call to DynamoDB: the one it names, or those of a batch or a transaction. */
function tablesOf({ RequestItems, TableName, TransactItems }: Fields): string[] | undefined {
  if (typeof TableName === 'string') return [TableName]
  if (isFields(RequestItems)) return Object.keys(RequestItems)
  if (!Array.isArray(TransactItems)) return undefined
  const actions = TransactItems.filter(isFields).flatMap(item => Object.values(item))
  const tables = actions.map(action => (action as Fields | undefined)?.TableName)
  return [...new Set(tables)].filter(table => typeof table === 'string')
}

/** The last part of a queue's URL or an ARN. */
function shortName(address: unknown): string {
  return String(address).replace(/^.*[/:]/s, '')
}

function pick(fields: Fields, names: Readonly<Record<string, string>> = {}): Attributes {
  const attributes: Attributes = {}
  for (const field in names) {
    const value = fields[field]
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      attributes[names[field]!] = value
  }
  return attributes
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
