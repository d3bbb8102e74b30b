import { SpanKind } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { awsCallSpan, awsResultAttributes } from '../../src/capture/aws-call.ts'

const topic = 'arn:aws:sns:eu-west-1:123456789012:news'
const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders'
const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:key'

test.each([
  ['SQS', 'SendMessage', { QueueUrl: queue }, 'orders send', SpanKind.PRODUCER],
  ['SQS', 'SendMessageBatch', { QueueUrl: queue }, 'orders send', SpanKind.PRODUCER],
  ['SQS', 'ReceiveMessage', { QueueUrl: queue }, 'orders receive', SpanKind.CONSUMER],
  ['SQS', 'DeleteMessage', { QueueUrl: queue }, 'SQS.DeleteMessage', SpanKind.CLIENT],
  ['SNS', 'Publish', { TopicArn: topic }, 'news send', SpanKind.PRODUCER],
  ['SNS', 'Publish', { PhoneNumber: '+4930123' }, 'SNS.Publish', SpanKind.CLIENT],
  ['Lambda', 'Invoke', { FunctionName: 'price' }, 'Lambda.Invoke', SpanKind.CLIENT],
])('awsCallSpan() of %s %s %j is %s', (service, operation, input, name, kind) => {
  const span = awsCallSpan({ service, operation, input })
  expect(span).toMatchObject({ name, kind, attributes: { 'rpc.service': service, 'rpc.method': operation } })
  expect(JSON.stringify(span)).not.toContain('+4930123')
})

test.each<[string, object, object]>([
  ['DynamoDB', { TableName: 'a', Limit: 5 }, { 'aws.dynamodb.table_names': ['a'], 'aws.dynamodb.limit': 5 }],
  ['DynamoDB', { RequestItems: { a: [], b: [] } }, { 'aws.dynamodb.table_names': ['a', 'b'] }],
  [
    'DynamoDB',
    {
      TransactItems: [
        { Put: { TableName: 'a' } },
        { Delete: { TableName: 'b' } },
        { Put: { TableName: 'a' } },
      ],
    },
    { 'aws.dynamodb.table_names': ['a', 'b'] },
  ],
  ['S3', { Bucket: 'b', Key: 'k', Body: 'x' }, { 'aws.s3.bucket': 'b', 'aws.s3.key': 'k' }],
  ['SQS', { QueueUrl: queue }, { 'url.full': queue, 'messaging.destination.name': 'orders' }],
  ['SNS', { TopicArn: topic }, { 'aws.sns.topic.arn': topic }],
  ['Kinesis', { StreamName: 's' }, { 'aws.kinesis.stream.name': 's' }],
  ['Lambda', { FunctionName: 'f' }, { 'faas.invoked_name': 'f' }],
  ['SFN', { stateMachineArn: 'm' }, { 'aws.step_functions.state_machine.arn': 'm' }],
  ['SecretsManager', { SecretId: secret }, { 'aws.secretsmanager.secret.arn': secret }],
])('awsCallSpan() of %s tells of %j', (service, input, attributes) => {
  expect(awsCallSpan({ service, operation: 'Call', input: { ...input } }).attributes).toMatchObject(
    attributes,
  )
})

test('awsCallSpan() takes members of any type', () => {
  const input = { TableName: 7, RequestItems: null, TransactItems: [null, { Put: undefined }], Limit: {} }
  expect(awsCallSpan({ service: 'DynamoDB', operation: 'Call', input }).attributes).not.toHaveProperty(
    'aws.dynamodb.limit',
  )
})

test.each([
  ['DynamoDB', { Count: 0, ScannedCount: 9 }, { 'aws.dynamodb.count': 0, 'aws.dynamodb.scanned_count': 9 }],
  ['DynamoDB', { TableNames: ['a'] }, { 'aws.dynamodb.table_count': 1 }],
  ['SQS', { MessageId: 'm' }, { 'messaging.message.id': 'm' }],
  ['SQS', { Messages: [{}, {}] }, { 'messaging.batch.message_count': 2 }],
  ['SNS', { TopicArn: topic }, { 'aws.sns.topic.arn': topic }],
  ['SecretsManager', { ARN: secret, SecretString: 'x' }, { 'aws.secretsmanager.secret.arn': secret }],
  ['S3', { ETag: 'x' }, {}],
])('awsResultAttributes() of %s %j', (service, output, attributes) => {
  expect(awsResultAttributes({ service, operation: 'Call', input: {} }, output)).toEqual(attributes)
})
