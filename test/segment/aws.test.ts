import { describe, expect, test } from 'vitest'
import { convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const call = (attributes: Record<string, unknown>) =>
  convertSubsegment(endedSpan({ kind: 'client', parent: '6ce834139509cc20', attributes }))

describe('writeAwsCall()', () => {
  test('reads what instrumentation-aws-sdk writes', () => {
    const { aws, namespace, name, http } = call({
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'GetItem',
      'cloud.region': 'eu-west-1',
      'aws.request.id': 'V7E6NEKQ',
      'aws.dynamodb.table_names': ['carts'],
      'db.system.name': 'dynamodb',
      'db.namespace': 'carts',
      'http.response.status_code': 200,
    })
    expect(aws).toEqual({
      operation: 'GetItem',
      region: 'eu-west-1',
      request_id: 'V7E6NEKQ',
      table_name: 'carts',
    })
    expect({ namespace, name, http }).toEqual({
      namespace: 'aws',
      name: 'DynamoDB',
      http: { response: { status: 200 } },
    })
  })

  test('reads older names', () => {
    const { aws } = call({
      'aws.service': 'SQS',
      'aws.operation': 'SendMessage',
      'aws.region': 'us-east-1',
      'aws.request_id': 'R1',
      'aws.queue_url': 'https://sqs.us-east-1.amazonaws.com/1/orders',
    })
    expect(aws).toEqual({
      operation: 'SendMessage',
      region: 'us-east-1',
      request_id: 'R1',
      queue_url: 'https://sqs.us-east-1.amazonaws.com/1/orders',
    })
  })

  test('tells of an SQS call by the queue, and takes its address for no request', () => {
    const { aws, http } = call({
      'rpc.system': 'aws-api',
      'rpc.service': 'SQS',
      'rpc.method': 'SendMessage',
      'messaging.system': 'aws_sqs',
      'url.full': 'https://sqs.us-east-1.amazonaws.com/1/orders',
      'http.response.status_code': 200,
    })
    expect(aws).toEqual({
      operation: 'SendMessage',
      queue_url: 'https://sqs.us-east-1.amazonaws.com/1/orders',
    })
    expect(http).toEqual({ response: { status: 200 } })
  })

  test.each([
    ['SQS by its older name', { 'rpc.system': 'aws-api', 'messaging.system': 'aws.sqs' }, true],
    ['another service of AWS', { 'rpc.system': 'aws-api', 'messaging.system': 'aws_sns' }, false],
    ['no service of AWS', { 'messaging.system': 'aws_sqs' }, false],
  ])('takes the URL of a call to %s for the address of a queue: %s', (_, system, isQueue) => {
    const url = 'https://sqs.us-east-1.amazonaws.com/1/orders'
    const { aws, http } = call({ ...system, 'url.full': url, 'http.request.method': 'POST' })
    expect(aws?.queue_url).toBe(isQueue ? url : undefined)
    expect(http?.request?.url).toBe(isQueue ? undefined : url)
  })

  test.each([
    [{ 'aws.dynamodb.table_names': [], 'aws.table_name': 'carts' }, 'carts'],
    [{ 'aws.table.name': 'carts' }, 'carts'],
    [{ 'aws.dynamodb.table_names': 'carts' }, undefined],
  ])('finds in %j the table %s', (attributes, table) => {
    expect(call({ 'rpc.system': 'aws-api', ...attributes }).aws?.table_name).toBe(table)
  })

  test.each([
    [
      { 'aws.s3.bucket': 'b', 'aws.s3.key': 'k', 'aws.request.extended_id': 'x2' },
      { bucket_name: 'b', key: 'k', id_2: 'x2' },
    ],
    [{ 'aws.sns.topic.arn': 'arn:t' }, { topic_arn: 'arn:t' }],
    [
      { 'faas.invoked_name': 'resize', 'aws.lambda.function.arn': 'arn:f' },
      { function_name: 'resize', function_arn: 'arn:f' },
    ],
    [{ 'aws.kinesis.stream.name': 's' }, { stream_name: 's' }],
    [{ 'aws.step_functions.state_machine.arn': 'arn:s' }, { state_machine_arn: 'arn:s' }],
    [{ 'aws.secretsmanager.secret.arn': 'arn:s' }, { secret_arn: 'arn:s' }],
    [
      { 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': 7 },
      { model_id: 'm', input_tokens: 7 },
    ],
    [
      { 'aws.dynamodb.consistent_read': false, 'aws.dynamodb.limit': 10 },
      { consistent_read: false, limit: 10 },
    ],
    [{ 'http.request.resend_count': 2 }, { retries: 2 }],
  ])('makes of %j %j', (attributes, aws) => {
    expect(call({ 'rpc.system': 'aws-api', ...attributes }).aws).toEqual(aws)
  })

  test("prefers today's name to an older one, in whatever order they come, and keeps the other", () => {
    const names = { 'aws.request_id': 'old', 'aws.request.id': 'new' }
    for (const attributes of [names, Object.fromEntries(Object.entries(names).toReversed())]) {
      const { aws, metadata } = call({ 'rpc.system': 'aws-api', ...attributes })
      expect(aws).toEqual({ request_id: 'new' })
      expect(metadata?.default).toMatchObject({ 'aws.request_id': 'old' })
    }
  })

  test('lists several tables', () => {
    const { aws } = call({ 'rpc.system': 'aws-api', 'aws.dynamodb.table_names': ['carts', 'orders'] })
    expect(aws).toEqual({ table_names: ['carts', 'orders'] })
  })

  test('takes a gRPC method for no operation of AWS', () => {
    const { aws, namespace, metadata } = call({
      'rpc.system': 'grpc',
      'rpc.service': 'shop.Cart',
      'rpc.method': 'Get',
    })
    expect({ aws, namespace }).toEqual({ aws: undefined, namespace: 'remote' })
    expect(metadata?.default).toMatchObject({ 'rpc.method': 'Get' })
  })
})
