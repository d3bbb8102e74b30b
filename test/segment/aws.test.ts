import { describe, expect, test } from 'vitest'
import { convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const call = (attributes: Record<string, unknown>) =>
  convertSubsegment(endedSpan({ kind: 'client', parent: '6ce834139509cc20', attributes }))

describe('awsCallMembers()', () => {
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
